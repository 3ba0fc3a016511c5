import pytest

from generator import money


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("200", 20_000),
        ("12.3", 1_230),
        ("12.30", 1_230),
        ("0.01", 1),
        ("-1200.50", -120_050),
        ("999999999999.99", 99_999_999_999_999),
    ],
)
def test_plain_decimals_are_read(text: str, fen: int) -> None:
    assert money.parse(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "1e3",
        "1_000",
        "1,000",
        "1，000",
        "+5",
        ".5",
        "5.",
        "007",
        "00",
        "1.234",
        "１２",
        "一百",
        "100元",
        "¥100",
        "--1",
        "0x10",
        "nan",
        "1000000000000",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    assert money.parse(text) is None


@pytest.mark.parametrize(
    ("fen", "shown", "record"),
    [
        (0, "0", "0.00"),
        (5, "0.05", "0.05"),
        (48_376_850, "483,768.50", "483768.50"),
        (100_000_000, "1,000,000", "1000000.00"),
        (-120_050, "-1,200.50", "-1200.50"),
        (-5, "-0.05", "-0.05"),
    ],
)
def test_amounts_are_written_for_readers_and_for_records(fen: int, shown: str, record: str) -> None:
    assert money.yuan(fen) == shown
    assert money.plain(fen) == record
