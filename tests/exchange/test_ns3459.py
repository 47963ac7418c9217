"""Price files in NS 3459: made up here from descriptions of the format; sums worked out by hand."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from robuild.cli.app import app
from robuild.exchange.ns3459 import read_ns3459
from robuild.pipeline import compare_ns3459, write_price_list_workbook
from robuild.terms.issues import InputError
from robuild.terms.price_lists import PriceListKind
from robuild.terms.vocabulary import Language

OLD, NEW = "http://www.standard.no/ns3459", "http://www.standard.no/ns3459/2023"
POSTS = (
    # id, number, quantity, unit, option
    ("id-1", "01.24.1", "20", "stk", False), ("id-2", "01.24.2", "12.5", "m2", False),
    ("id-3", "01.24.3", "1", "RS", False), ("id-4", "01.99.1", "3", "stk", True),
)  # fmt: skip


def post(identity, number, quantity, unit, option, price="", total="") -> str:
    price = f"<Enhetspris>{price}</Enhetspris>" if price else ""
    total = f"<Sum>{total}</Sum>" if total else ""
    key = f"<ID>{identity}</ID>" if identity else ""
    return (
        f"<Post>{key}<Postnr>{number}</Postnr><Kode><ID>RB1.1</ID><Kodetekst><Overskrift>Dør "
        f"{number}</Overskrift></Kodetekst></Kode><Tekst><Uformatert>Lang</Uformatert></Tekst>"
        f'<Prisinfo Opsjon="{str(option).lower()}"><Mengderegel>x</Mengderegel>'
        f"<Enhet>{unit}</Enhet>"
        f"<Mengde>{quantity}</Mengde>{price}{total}</Prisinfo></Post>"
    )


def document(kind, posts, *, namespace=OLD, firm="", project="p-1", currency="NOK", head="") -> str:
    firm = f"<Avsender><Firma><Navn>{firm}</Navn></Firma></Avsender>" if firm else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<NS3459 xmlns="{namespace}" Versjon="2012">'
        f"<{kind}><Generelt><Dato>2026-01-01</Dato>{firm}</Generelt><ProsjektNS><ID>{project}</ID>"
        f"<Navn>Testgården</Navn><Valuta>{currency}</Valuta><Poster>"
        f"<Post><ID>h</ID><Postnr>01</Postnr><Tekst><Uformatert>Kapittel</Uformatert></Tekst></Post>"
        f"{''.join(posts)}</Poster></ProsjektNS></{kind}></NS3459>"
    )


def offer(prices, **changes) -> str:
    posts = [post(*row, price=price) for row, price in zip(POSTS, prices, strict=True)]
    return document("Pristilbud", posts, **changes)


@pytest.fixture
def files(tmp_path):
    texts = {
        "request": document("Prisforesporsel", [post(*row) for row in POSTS]),
        "a": offer(["100", "10.40", "5000", "70"], firm="A Bygg AS"),
        # the posts in another order and with other numbers: known by id
        "b": document(
            "Pristilbud",
            [post(*POSTS[2], price="4000"), post("id-1", "99", "20", "stk", False, "110,50"),
             post(*POSTS[1], price="10"), post(*POSTS[3])],
            firm="B Bygg AS", namespace=NEW,
        ),
        "c": offer(["90", "", "4500", "60"], firm="C Bygg AS"),
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    return [tmp_path / f"{name}.xml" for name in texts]


def test_posts_are_read_in_either_namespace(files) -> None:
    request, one, two, _ = (read_ns3459(path) for path in files)
    assert request.kind is PriceListKind.REQUEST
    assert [(p.post_id, p.unit, p.option) for p in request.posts] == [
        (row[0], row[3], row[4]) for row in POSTS
    ]
    assert [p.quantity for p in request.posts] == [20.0, 12.5, 1.0, 3.0]
    assert all(p.unit_price is None for p in request.posts)
    assert (one.firm, one.project, one.currency, one.version) == (
        "A Bygg AS", "Testgården", "NOK", "2012",
    )  # fmt: skip
    assert one.posts[1].unit_price == 10.4
    assert two.posts[1].unit_price == 110.5  # a comma is read too
    assert one.posts[0].text == "Dør 01.24.1"


def test_offers_are_matched_by_id_and_options_stand_apart(files) -> None:
    found = compare_ns3459(files)
    sums = {
        each.firm: (each.total, each.known, each.options, each.missing) for each in found.offers
    }
    assert sums["A Bygg AS"] == (pytest.approx(20 * 100 + 12.5 * 10.4 + 5000), 7130.0, 210.0, 0)
    assert sums["B Bygg AS"] == (pytest.approx(20 * 110.5 + 125 + 4000), 6335.0, None, 0)
    assert sums["C Bygg AS"] == (None, 20 * 90 + 4500, 180.0, 1)
    assert [each.firm for each in found.offers] == ["B Bygg AS", "A Bygg AS", "C Bygg AS"]
    said = {(f.bidder, f.code, f.position_id) for f in found.findings}
    assert said == {("C Bygg AS", "post_without_price", "01.24.2"),
                    ("B Bygg AS", "post_without_price", "01.99.1")}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t.replace("<Mengde>20</Mengde>", "<Mengde>2</Mengde>"), "post_quantity"),
        (lambda t: t.replace("<Enhet>m2</Enhet>", "<Enhet>m</Enhet>"), "post_unit"),
        (lambda t: t.replace("<ID>id-2</ID>", "<ID>id-9</ID>"), "unknown_post"),
        (lambda t: t.replace("<ID>id-2</ID>", ""), "post_without_id"),
        (lambda t: t.replace("<Enhetspris>100<", "<Enhetspris>hundre<"), "post_not_a_number"),
        (lambda t: t.replace("<Enhetspris>100</Enhetspris>",
                             "<Enhetspris>100</Enhetspris><Sum>1.00</Sum>"), "post_sum"),
    ],
)  # fmt: skip
def test_what_is_odd_in_an_offer_is_told(files, change, code) -> None:
    files[1].write_text(change(files[1].read_text(encoding="utf-8")), encoding="utf-8")
    found = compare_ns3459(files)
    assert code in {f.code for f in found.findings if f.bidder == "A Bygg AS"}
    one = next(each for each in found.offers if each.firm == "A Bygg AS")
    if code == "post_quantity":  # the request's quantity counts
        assert one.total == pytest.approx(7130.0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (offer(["1", "1", "1", "1"], firm="X", project="other"), "other_project"),
        (offer(["1", "1", "1", "1"], firm="X", currency="EUR"), "list_currency"),
        (offer(["1"] * 4, head='<!DOCTYPE a [<!ENTITY e "x">]>'), "unreadable_file"),
        (offer(["1"] * 4, head='<!DOCTYPE a SYSTEM "file:///etc/passwd">'), "unreadable_file"),
        ("<NS3459><Pristilbud>", "unreadable_file"),
        ("<html/>", "unreadable_file"),
        ("", "unreadable_file"),
        (document("Avregning", []), "unreadable_file"),
        (document("Pristilbud", [post(*POSTS[0]), post(*POSTS[0])]), "unreadable_file"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_listed_and_the_others_compared(files, tmp_path, text, code) -> None:
    (tmp_path / "x.xml").write_text(text, encoding="utf-8")
    found = compare_ns3459([*files, tmp_path / "x.xml"])
    assert [each.code for each in found.faulty] == [code]
    assert len(found.offers) == 3


def test_deep_and_missing_files_are_refused(tmp_path, files) -> None:
    deep = tmp_path / "deep.xml"
    deep.write_text("<NS3459>" + "<a>" * 5000 + "</a>" * 5000 + "</NS3459>", encoding="utf-8")
    with pytest.raises(InputError, match="too deeply"):
        compare_ns3459([deep])
    with pytest.raises(InputError, match="no such file"):
        compare_ns3459([tmp_path / "none.xml"])
    with pytest.raises(InputError, match="no price offer"):
        compare_ns3459(files[:1])
    with pytest.raises(InputError, match="price requests"):
        compare_ns3459([files[0], files[0], files[1]])


def test_without_a_request_the_first_offer_says_which_posts(files) -> None:
    found = compare_ns3459(files[1:])
    assert found.request == ""
    assert len(found.posts) == 4


def test_a_lump_sum_without_unit_price_is_its_sum(tmp_path, files) -> None:
    text = offer(["100", "10", "", "70"], firm="D").replace(
        "<Enhet>RS</Enhet><Mengde>1</Mengde>", "<Enhet>RS</Enhet><Sum>777</Sum>"
    )
    (tmp_path / "d.xml").write_text(text, encoding="utf-8")
    found = compare_ns3459([files[0], tmp_path / "d.xml"])
    assert found.offers[0].total == pytest.approx(2000 + 125 + 777)


def test_the_list_as_a_workbook(files, tmp_path) -> None:
    path = tmp_path / "prices.xlsx"
    write_price_list_workbook(compare_ns3459(files), path, Language.NB)
    sheet = load_workbook(path, data_only=True)["Prisliste"]
    shown = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {7130.0, 6335.0, "UFULLSTENDIG", "mangler pris", 6300.0} <= shown
    live = load_workbook(path)["Prisliste"]
    assert any(str(c.value).startswith("=IF(COUNT(") for row in live.iter_rows() for c in row)
    formualizer = pytest.importorskip("formualizer")
    formualizer.recalculate_xlsx_file(str(path), str(tmp_path / "again.xlsx"))
    again = load_workbook(tmp_path / "again.xlsx", data_only=True)["Prisliste"]
    for row in sheet.iter_rows():
        for cell in row:
            value = again[cell.coordinate].value
            assert value == (pytest.approx(cell.value) if isinstance(cell.value, float)
                             else cell.value)  # fmt: skip


def test_from_the_command_line(files, tmp_path) -> None:
    target = tmp_path / "out.xlsx"
    arguments = ["bids", "--ns3459", *map(str, files), "-o", str(target)]
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert [each["total"] for each in data["offers"]][-1] is None
    said = CliRunner().invoke(app, [*arguments, "--lang", "en"])
    assert "incomplete: 1 missing" in said.output
