from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf
from PIL import Image
from stdnum import iban as ibans
from stdnum.de import vat as vat_numbers

from tools import office_pages, samples
from tools.office_pages import figures, fonts, invoices
from tools.office_pages.fonts import FAMILIES, Family, face, font_of
from tools.office_pages.paper import Stock
from tools.samples import Kind, Sample, Sheet, chance_of

INSTALLED = ("Liberation Sans", "Liberation Serif", "DejaVu Sans")
"""What set-up installs for the tests."""
GROUPS = office_pages.kinds(Stock(INSTALLED)) | office_pages.kinds(Stock(INSTALLED, held_out=True))
PRINTS = [name for name in GROUPS if not {"200", "crooked", "1-bit"} & set(name.split())]
"""Groups that differ from others in more than their scan."""
seeds = st.integers(0, 2**32 - 1)


def printed(kind: Kind, name: str, number: int) -> tuple[Sheet, ...]:
    made = kind.printing(chance_of(5, f"{name} {number}"), number)
    return made if isinstance(made, tuple) else (made,)


def page(name: str, folder: Path, *, seed: int = 1) -> Sample:
    folder.mkdir(exist_ok=True)
    return samples.pages_of(name, folder, count=1, seed=seed, kinds=GROUPS)[0]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["noisy 1-bit", "layouts, stamp and handwriting"])
def test_the_same_seed_gives_the_same_page_and_another_seed_another(
    name: str, tmp_path: Path
) -> None:
    once, again, other = (
        page(name, tmp_path / folder, seed=seed)
        for folder, seed in (("once", 3), ("again", 3), ("other", 4))
    )

    assert once.text == again.text != other.text
    assert digest(once.path) == digest(again.path) != digest(other.path)


@pytest.mark.parametrize("name", PRINTS)
@pytest.mark.parametrize("number", [0, 1])
def test_everything_stands_on_the_sheet_and_in_its_truth(name: str, number: int) -> None:
    for sheet in printed(GROUPS[name], name, number):
        ink = np.asarray(sheet.picture) < 200
        edge = 24
        assert ink.any()
        assert not ink[:edge].any()
        assert not ink[-edge:].any()
        assert not ink[:, :edge].any()
        assert not ink[:, -edge:].any()
        assert sheet.text == "\n".join(sheet.print.blocks)
        assert "{" not in sheet.text
        for label, value in sheet.print.pairs:
            assert any(
                label in line and value in line.partition(label)[2]
                for line in sheet.text.replace("\n" + value, " " + value).splitlines()
            )


def test_noisy_pages_come_in_two_resolutions_and_copiers_know_no_grey(tmp_path: Path) -> None:
    sizes = []
    for made in samples.pages_of("noisy 1-bit", tmp_path, count=2, kinds=GROUPS):
        with Pdf.open(made.path) as pdf:
            (image,) = pdf.pages[0].get_images().values()
            sizes.append((int(image.Width), int(image.Height), int(image.BitsPerComponent)))
            assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595, abs=1)

    assert sizes == [(2480, 3508, 1), (1653, 2339, 1)]


def test_noise_is_more_than_a_clean_scan_has(tmp_path: Path) -> None:
    dark = {}
    for name in ("noisy grey", "office fonts"):
        with Pdf.open(page(name, tmp_path).path) as pdf:
            (image,) = pdf.pages[0].get_images().values()
            (tmp_path / "page.jpg").write_bytes(image.read_raw_bytes())
        with Image.open(tmp_path / "page.jpg") as picture:
            margin = np.asarray(picture)[:, : picture.width // 12]
        dark[name] = int((margin < 160).sum())

    assert dark["noisy grey"] > 200 + 10 * dark["office fonts"]


def test_a_letter_over_two_pages_is_one_document(tmp_path: Path) -> None:
    made = page("layouts, two pages", tmp_path)

    with Pdf.open(made.path) as pdf:
        assert len(pdf.pages) == 2
    assert made.print is not None
    (head,) = (block for block in made.print.blocks if "Seite 2" in block)
    assert head.splitlines()[1:] == ["Seite 2"], "it stands right of the date"
    assert made.text == "\n".join(made.print.blocks)


def test_the_words_of_a_stamp_may_be_left_unread(tmp_path: Path) -> None:
    made = page("layouts, stamp and handwriting", tmp_path)

    assert made.print is not None
    assert len(made.print.aside.splitlines()) == 3


def test_a_scan_for_races_has_exactly_the_pages_asked_for(tmp_path: Path) -> None:
    made = office_pages.noisy_scan(tmp_path, pages=2, stock=Stock(INSTALLED))

    with Pdf.open(made.path) as pdf:
        assert len(pdf.pages) == 2


def test_held_out_pages_share_no_font_and_no_name_with_the_others() -> None:
    assert not set(fonts.USUAL) & set(fonts.HELD_OUT)
    assert not set(office_pages.KINDS) & set(office_pages.HELD_OUT)
    assert set(fonts.USUAL) | set(fonts.HELD_OUT) <= set(FAMILIES)


def test_held_out_pages_say_other_things() -> None:
    usual, apart = (
        {
            line
            for number in range(3)
            for sheet in printed(kinds["law and office"], "law", number)
            for line in sheet.text.splitlines()
            if len(line) > 60
        }
        for kinds in (
            office_pages.kinds(Stock(INSTALLED)),
            {
                name.removesuffix(", held out"): kind
                for name, kind in office_pages.kinds(Stock(INSTALLED, held_out=True)).items()
            },
        )
    )

    assert usual
    assert apart
    assert not usual & apart


def test_law_has_the_signs_that_readers_lack() -> None:
    text = "\n".join(
        sheet.text
        for number in range(4)
        for sheet in printed(GROUPS["law and office"], "law", number)
    )

    assert [sign for sign in "§€²°×–„“½☐☒" if sign not in text] == []


@pytest.mark.parametrize("family", INSTALLED)
def test_fonts_have_every_letter_that_texts_print(family: str) -> None:
    font = face(family, "regular", 20)
    nothing = bytes(font.getmask("\U0010fffe"))

    assert [sign for sign in "§€²°×–„“”’½¼¾äöüßÄÖÜé·" if bytes(font.getmask(sign)) == nothing] == []


def test_a_missing_font_says_which_package_brings_it() -> None:
    absent = Family("Absent.ttf", "Absent-Bold.ttf", "fonts-absent")

    with pytest.raises(samples.FontMissing, match="apt install fonts-absent"):
        font_of(absent, "regular", 10)


@given(seeds)
def test_numbers_have_the_right_check_digits(seed: int) -> None:
    chance = np.random.default_rng(seed)

    assert ibans.is_valid(figures.iban(chance), check_country=False)
    assert vat_numbers.is_valid(figures.vat_number(chance))


@pytest.mark.parametrize(
    ("cents", "german", "english"),
    [(0, "0,00", "0.00"), (123_456, "1.234,56", "1,234.56"), (-705, "-7,05", "-7.05")],
)
def test_amounts_are_written_as_in_their_language(cents: int, german: str, english: str) -> None:
    assert (figures.amount_text(cents), figures.amount_text(cents, "en")) == (german, english)


lines = st.builds(
    invoices.Line,
    st.just("Ware"),
    st.integers(1, 5000),
    st.just("Stk."),
    st.integers(1, 200_000),
    st.sampled_from((0, 5, 15)),
    st.sampled_from((7, 19)),
)


@given(st.lists(lines, min_size=1, max_size=9), st.sampled_from((0, 3, 10)))
def test_invoices_add_up(items: list[invoices.Line], percent: int) -> None:
    totals = invoices.Totals.of(items, percent)

    assert totals.net == sum(item.net for item in items)
    assert totals.net - totals.discount == sum(base for _, base, _ in totals.taxes)
    assert all(abs(tax * 100 - base * rate) <= 50 for rate, base, tax in totals.taxes)
    assert totals.gross == sum(base + tax for _, base, tax in totals.taxes)
