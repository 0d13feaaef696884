"""`python -m pressmine` is `pressmine`."""

from pressmine.cli import main

main()
