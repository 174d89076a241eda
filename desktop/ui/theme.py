"""The colours of the window, light and dark; each is told by what it is for."""

from __future__ import annotations

from db.model.dataclass import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb.

    Text on window, panel and card keeps a contrast of 4.5:1 (WCAG 2.2, 1.4.3); family colours are told apart by a
    line style and a label too, never by colour alone.
    """

    name: str
    window: str
    panel: str
    card: str
    editor: str
    border: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    backdrop: str
    page: str
    page_text: str
    count: str
    activity: str
    money: str
    report: str
    count_soft: str
    activity_soft: str
    money_soft: str
    report_soft: str
    good: str
    warning: str
    bad: str
    track: str
    found: str

    def family(self, family: str) -> str:
        """The colour of a family's lines, dots and labels."""
        return {"count": self.count, "activity": self.activity, "financial_figure": self.money}.get(family, self.report)

    def family_soft(self, family: str) -> str:
        """The colour behind a family's text."""
        return {
            "count": self.count_soft,
            "activity": self.activity_soft,
            "financial_figure": self.money_soft,
        }.get(family, self.report_soft)


def light() -> Theme:
    """The theme for a light desktop."""
    return Theme(
        name="light",
        window="#ffffff",
        panel="#ffffff",
        card="#ffffff",
        editor="#f4f5f7",
        border="#d9dce1",
        text="#1c2128",
        muted="#5c6573",
        accent="#1f5fbf",
        accent_text="#ffffff",
        accent_soft="#e6eefa",
        backdrop="#e5e7eb",
        page="#ffffff",
        page_text="#1c2128",
        count="#2268cc",
        activity="#0b7f56",
        money="#a85500",
        report="#6b4fbb",
        count_soft="#d8e5f8",
        activity_soft="#d5eee3",
        money_soft="#fae6cd",
        report_soft="#e6e0f6",
        good="#187a36",
        warning="#945200",
        bad="#b42318",
        track="#e3e6ea",
        found="#ffd94a",
    )


def dark() -> Theme:
    """The theme for a dark desktop."""
    return Theme(
        name="dark",
        window="#22272e",
        panel="#22272e",
        card="#262c34",
        editor="#1d2127",
        border="#3d4550",
        text="#e8ebef",
        muted="#a3adba",
        accent="#84b0f8",
        accent_text="#10151c",
        accent_soft="#23364f",
        backdrop="#14171c",
        page="#2a3037",
        page_text="#e8ebef",
        count="#84b0f8",
        activity="#5fd3a2",
        money="#f0ad57",
        report="#bba6f5",
        count_soft="#263f61",
        activity_soft="#1f4637",
        money_soft="#503a1c",
        report_soft="#3a3157",
        good="#66d080",
        warning="#f0ad57",
        bad="#ff8a80",
        track="#3a414b",
        found="#7a6410",
    )
