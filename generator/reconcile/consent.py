"""Names are shown only where the community allows it and the giver consented."""

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Finding, error
from generator.ledger import Ledger
from generator.wording import say


def names_allowed(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No full name where the community has not switched names on (个人信息保护法 art. 25: separate consent)."""
    allowed = ledger.community.value.names
    for book in ledger.books.values():
        for row in book.pledges:
            if row.value.display in ("surname", "named"):
                yield (
                    error(
                        "name-not-allowed",
                        say("本社区没有开放公开全名"),
                        row.at("display"),
                        say("请改成 surname 或 anonymous；要开放，须在 community.yml 写 names: true"),
                    )
                    if row.value.display == "named" and not allowed
                    else None
                )
