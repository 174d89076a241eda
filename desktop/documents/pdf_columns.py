"""Writing from top to bottom, as Chinese and Japanese pages may have it: which characters stand so, and their cells."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import pairwise

_LINE_ENDS = (0x0D, 0x0A)
_SPACE = 0x20
_BESIDE = 0.5  # of the narrower character's width: no further its middle may be from the one above
_APART = (-0.35, 1.0)  # of the character's height: how far one begins below the end of the other
_TOUCHING = 0.12  # the most where they were drawn one by one: lines of a single letter are further apart
_SINGLE = 300  # characters that stand alone; of more a page is no page of columns
_DENSE = 0x2E80  # from here on scripts are written without spaces, and downwards


def columns(
    codes: Sequence[int],
    left: list[float],
    top: list[float],
    right: list[float],
    bottom: list[float],
    turned: Container[int],
    together: Callable[[int, int], bool],
) -> list[range]:
    """The runs of characters that stand one below the other; their boxes become cells that touch.

    Of a font that writes downwards PDFium tells nothing but where its characters are. Those that were drawn together,
    one below the other, are written so; others are where they touch and are Chinese, Japanese or Korean for the most
    part: a column of figures is none, however narrow.

    Args:
        codes: of the page's characters, in PDFium's order.
        left, top, right, bottom: their boxes in points, y upwards.
        turned: characters that stand on their side; they are left out.
        together: whether two characters were drawn by one operator.

    Returns:
        The indices of each run, and of the white space in it.
    """
    # Hardly any page has any: two characters of one line, the second below the first, would be a beginning.
    pairs = zip(codes, codes[1:], top[1:], top, bottom, strict=False)
    if not any(
        begins < (upper + lower) / 2 and upper > lower and after > _SPACE and code > _SPACE
        for code, after, begins, upper, lower in pairs
    ):
        return []
    found: list[list[int]] = []
    run: list[int] = []
    for i, code in enumerate(codes):
        if code in _LINE_ENDS or i in turned:
            found.append(run)
            run = []
        elif right[i] > left[i] and top[i] > bottom[i]:
            if run:
                apart = _apart(run[-1], i, left, top, right, bottom)
                if apart is None or (apart > _TOUCHING and not together(run[-1], i)):
                    found.append(run)
                    run = []
            run.append(i)
    found.append(run)
    dense = [sum(codes[i] >= _DENSE for i in run) for run in found]
    sure = [
        len(run) > 1 and (letters * 2 > len(run) or all(together(one, other) for one, other in pairwise(run)))
        for run, letters in zip(found, dense, strict=True)
    ]
    if sum(letters for letters, is_sure in zip(dense, sure, strict=True) if is_sure) * 2 > sum(dense):
        # A page that is written downwards: a column may be of figures, too, or have a single letter.
        single = [run[0] for run in found if len(run) == 1]
        few = len(single) <= _SINGLE
        sure = [
            len(run) > 1 or (few and letters > 0 and not _has_beside(run[0], single, left, top, right, bottom))
            for run, letters in zip(found, dense, strict=True)
        ]
    taken = [run for run, is_sure in zip(found, sure, strict=True) if is_sure]
    for run in taken:
        _touch(run, left, top, right, bottom)
    return [range(run[0], run[-1] + 1) for run in taken]


def _apart(
    one: int, other: int, left: list[float], top: list[float], right: list[float], bottom: list[float]
) -> float | None:
    """How far a character stands below another, in heights of a character; None where it does not."""
    width = min(right[one] - left[one], right[other] - left[other])
    aside = abs(left[one] + right[one] - left[other] - right[other]) / 2
    height = max(top[one] - bottom[one], top[other] - bottom[other])
    gap = (bottom[one] - top[other]) / height
    return gap if aside <= _BESIDE * width and _APART[0] <= gap <= _APART[1] else None


def _has_beside(
    one: int, others: list[int], left: list[float], top: list[float], right: list[float], bottom: list[float]
) -> bool:
    """Whether another character stands beside one, as in a heading above the columns."""
    middle, height = (top[one] + bottom[one]) / 2, top[one] - bottom[one]
    return any(
        bottom[i] < middle < top[i] and max(left[i] - right[one], left[one] - right[i]) < height
        for i in others
        if i != one
    )


def _touch(run: list[int], left: list[float], top: list[float], right: list[float], bottom: list[float]) -> None:
    """Make cells of boxes: as wide as the column, and without gaps between them."""
    x0, x1 = min(left[i] for i in run), max(right[i] for i in run)
    for i in run:
        left[i], right[i] = x0, x1
    for one, other in pairwise(run):
        if bottom[one] > top[other]:
            bottom[one] = top[other] = (bottom[one] + top[other]) / 2
