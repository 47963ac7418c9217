"""Contract forms in a catalog: the shipped ones, faults with their cells, own forms in a layer."""

from __future__ import annotations

import pytest

from robuild.catalog import read_catalog, read_stack
from robuild.shipped import CATALOG, shipped
from robuild.terms.contract_forms import NOT_DRAWN, ContractTerm
from robuild.terms.issues import InputError
from robuild.terms.vocabulary import Mark

PUBLISHED_GROWTH = {
    "design_build": 0.028, "partnering": 0.058, "separate": 0.051,
}  # fmt: skip
"""Mean cost growth: design-build, construction management at risk, design-bid-build."""


@pytest.fixture(scope="module")
def catalog():
    return read_catalog(shipped(CATALOG))


def test_six_forms_with_every_parameter_in_its_range(catalog) -> None:
    assert len(catalog.contract_forms) == 6
    assert len(catalog.contract_parameters) == 6 * len(ContractTerm)
    for row in catalog.contract_parameters:
        assert row.low <= row.value <= row.high
        assert row.parameter not in NOT_DRAWN or row.low == row.high


def test_only_growth_and_defects_claim_to_be_read(catalog) -> None:
    claimed = {
        str(row.parameter)
        for row in catalog.contract_parameters
        if catalog.source_by_id[row.source_id].mark is Mark.READ
    }
    assert claimed == {"growth_share", "defects_share"}
    growth = {
        row.form_id: row.value
        for row in catalog.contract_parameters
        if row.parameter is ContractTerm.GROWTH_SHARE
    }
    assert {form: growth[form] for form in PUBLISHED_GROWTH} == PUBLISHED_GROWTH


def place(issue) -> tuple:
    return issue.code, issue.origin.row, issue.origin.column


def test_every_fault_is_named_with_its_cell(tables, write) -> None:
    rows = {row["parameter"]: (row, at) for at, row in
            enumerate(tables["contract_parameters"], start=2)}  # fmt: skip
    rows["owner_fixed_share"][0].update(value="25", high="40")
    rows["growth_share"][0].update(value="0.2", low="0.3", high="0.4")
    rows["horizon_years"][0].update(value="10", low="5", high="15")
    rows["liability_years"][0].update(value="2.5", low="2.5", high="2.5")
    tables["contract_parameters"] = [
        row for row in tables["contract_parameters"] if row["parameter"] != "mix_share"
    ]
    with pytest.raises(InputError) as caught:
        read_catalog(write(tables))
    found = {place(issue) for issue in caught.value.issues}
    shift = {name: at - (at > rows["mix_share"][1]) for name, (_, at) in rows.items()}
    assert found >= {
        ("parameter_missing", 2, "form_id"),
        ("parameter_out_of_range", shift["owner_fixed_share"], "value"),
        ("parameter_not_in_order", shift["growth_share"], "value"),
        ("parameter_not_drawn", shift["horizon_years"], "low"),
        ("parameter_out_of_range", shift["liability_years"], "value"),
    }
    assert "mix_share" in next(
        i.message for i in caught.value.issues if i.code == "parameter_missing"
    )


def test_an_own_form_is_added_by_rows_of_a_layer(catalog, tmp_path) -> None:
    (tmp_path / "layer.toml").write_text(
        'layer_id = "town"\nversion = "1"\ntitle = "Ours"\n', encoding="utf-8"
    )
    names = "Concept competition,Konseptkonkurranse,Konseptkonkurranse"
    (tmp_path / "contract_forms.csv").write_text(
        "form_id,name_en,name_nb,name_nn,standard,selector,source_id\n"
        f"concept,{names},NS 8407,min_lcc,robuild-contracts-2026\n",
        encoding="utf-8",
    )
    lines = ["form_id,parameter,value,low,high,source_id"]
    for row in catalog.contract_parameters:
        if row.form_id == "partnering":
            lines.append(
                f"concept,{row.parameter},{row.value},{row.low},{row.high},{row.source_id}"
            )
    path = tmp_path / "contract_parameters.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    stacked = read_stack([tmp_path], shipped(CATALOG)).catalog
    assert [form.form_id for form in stacked.contract_forms][-1] == "concept"
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="operation_premium_share"):
        read_stack([tmp_path], shipped(CATALOG))
