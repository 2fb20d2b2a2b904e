"""Places of single signs that no word covers."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box
from pipeline.scans.unread.lone_pieces import Ground, lone_pieces

DPI, HEIGHT = 300, 34.0
FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 46)


def a_page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("L", (1400, 1400), 250)
    return page, ImageDraw.Draw(page)


def found(page: Image.Image, *words: Box) -> list[tuple[int, int, int]]:
    """Left and top of each piece to 20 pixels, and its column."""
    return sorted(
        (round(piece.box.left / 20), round(piece.box.top / 20), piece.column)
        for piece in lone_pieces(Ground.of(page, DPI), words, HEIGHT)
    )


def test_a_column_of_single_digits_is_found_as_one() -> None:
    page, draw = a_page()
    for number in range(4):
        draw.text((300, 200 + 80 * number), str(number + 2), 20, FONT)

    signs = lone_pieces(Ground.of(page, DPI), (), HEIGHT)

    assert [piece.column for piece in signs] == [4, 4, 4, 4]
    assert all(295 <= piece.box.left <= 310 for piece in signs)


def test_what_a_word_covers_is_not_looked_at() -> None:
    page, draw = a_page()
    draw.text((300, 200), "7", 20, FONT)

    assert found(page, Box(295, 205, 330, 250)) == []


def test_a_sign_has_its_dot_and_its_neighbours_with_it() -> None:
    page, draw = a_page()
    draw.text((300, 200), "12.", 20, FONT)

    (piece,) = lone_pieces(Ground.of(page, DPI), (), HEIGHT)

    assert piece.box.right >= 300 + FONT.getlength("12") + 5


def test_pieces_of_a_frayed_rule_are_no_signs_and_a_column_of_ones_is() -> None:
    page, draw = a_page()
    for number in range(5):
        draw.text((300, 200 + 80 * number), "1", 20, FONT)
        draw.line((700, 200 + 80 * number, 700, 230 + 80 * number), 20, 6)
        draw.line((700, 243 + 80 * number, 700, 249 + 80 * number), 20, 6)

    signs = lone_pieces(Ground.of(page, DPI), (), HEIGHT)

    assert [round(piece.box.left, -2) for piece in signs] == [300] * 5


def test_specks_rules_bars_and_drawings_are_no_signs() -> None:
    page, draw = a_page()
    draw.ellipse((200, 200, 208, 208), 20)
    draw.line((200, 300, 1200, 300), 20, 4)
    draw.line((200, 400, 200, 1200), 20, 4)
    for dot in range(40):
        draw.ellipse((300 + 15 * dot, 500, 305 + 15 * dot, 505), 20)
    draw.rectangle((400, 600, 900, 640), 20)
    for row in range(12):
        for column in range(12):
            if (row * 7 + column * 5) % 3:
                draw.rectangle(
                    (900 + 30 * column, 800 + 30 * row, 921 + 30 * column, 821 + 30 * row), 20
                )

    assert found(page) == []


def test_signs_at_the_edge_of_the_paper_are_of_another_page() -> None:
    page, draw = a_page()
    draw.text((1370, 300), "t", 20, FONT)
    draw.text((1180, 600), "a", 20, FONT)
    draw.rectangle((1240, 0, 1400, 1400), 0)

    assert found(page, Box(200, 200, 900, 240)) == []


def test_letters_on_their_side_are_not_taken_for_signs() -> None:
    page, draw = a_page()
    draw.text((100, 100), "AHNEN", 20, FONT)
    turned = page.transpose(Image.Transpose.ROTATE_90)

    assert found(turned) == []


def test_pieces_under_words_are_not_free() -> None:
    page, draw = a_page()
    draw.rectangle((300, 300, 359, 389), 20)
    ground = Ground.of(page, DPI)

    assert ground.smaller == 3
    assert ground.free([]).all()
    assert not ground.free([Box(290, 290, 370, 400)]).any()
