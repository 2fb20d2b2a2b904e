"""Pages for properties: words anywhere, and words in rows and columns as in tables and forms."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Word

_TEXTS = st.text("aZä1-\N{SOFT HYPHEN}¬•.,(", min_size=1, max_size=6) | st.sampled_from(
    ["und", "1.", "•", "Haus-"]
)
_SCATTERED = st.lists(
    st.tuples(
        _TEXTS,
        st.tuples(*[st.integers(0, 900)] * 2),
        st.tuples(*[st.integers(0, 100)] * 2),
        st.floats(0, 1),
        st.tuples(*[st.booleans()] * 3),
    ),
    max_size=30,
)


@st.composite
def scattered(draw: st.DrawFn) -> Page:
    """Words wherever, with structure numbers that only ever grow."""
    words, block, paragraph, line = [], 0, 0, 0
    for text, (left, top), (width, height), confidence, (
        new_block,
        new_paragraph,
        new_line,
    ) in draw(_SCATTERED):
        block, paragraph = block + new_block, paragraph + (new_block or new_paragraph)
        line += new_block or new_paragraph or new_line
        words.append(
            Word(
                text, Box(left, top, left + width, top + height), confidence, block, paragraph, line
            )
        )
    return Page(1, 1000, 1000, 300, tuple(words))


_NUMBERS = st.sampled_from(["1", "55,35", "1.249,62", "€"])
_NAMES = st.sampled_from(["Menge", "zu", "Haus-", "Betrag:", "2."])


@st.composite
def lined_up(draw: st.DrawFn) -> Page:
    """Words in rows and columns, most of them numbers, read row by row or column by column."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    numeric = draw(st.lists(st.booleans(), min_size=columns, max_size=columns))
    headed, by_row, in_parts = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    pitch = draw(st.sampled_from([40, 60, 90]))
    places = [(row, column) for row in range(rows) for column in range(columns)]
    words, line, before = [], 0, 0
    for row, column in places if by_row else sorted(places, key=lambda place: place[::-1]):
        of_numbers = numeric[column] and not (headed and row == 0)
        some = draw(st.sampled_from([1, 1, 1, 1, 1, 1, 2, 0]))
        line += in_parts or not by_row or row != before
        before = row
        left = 20 + 190 * column + draw(st.sampled_from([0, 0, 0, 0, 30, 120]))
        for text in draw(
            st.lists(_NUMBERS if of_numbers else _NAMES, min_size=some, max_size=some)
        ):
            right = left + 14 * len(text)
            words.append(
                Word(
                    text,
                    Box(left, row * pitch, right, row * pitch + 29),
                    1,
                    line // 3,
                    line // 2,
                    line,
                )
            )
            left = right + draw(st.sampled_from([10, 10, 60]))
    return Page(1, 1400, 1000, 300, tuple(words))


pages = scattered() | lined_up()
