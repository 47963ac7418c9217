"""`python -m robuild` is the same as `robuild`."""

from robuild.cli import main

if __name__ == "__main__":
    main()
