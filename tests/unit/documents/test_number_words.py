"""A number is taken whole in six languages: with sign, separators, scale, unit and currency before or after it."""

from __future__ import annotations

import pytest

from desktop.documents.words import word_at

CASES = [
    # zh
    ("拨款 3.2 亿元用于修缮", "3.2", "3.2 亿元"),
    ("拨款3.2亿元用于修缮", "2亿", "3.2亿元"),
    ("约1.5万名渔民", "5万", "1.5万"),
    ("增长12.5%，", "12", "12.5%"),
    ("增长百分之十二", "分之", "百分之十二"),
    ("占百分之35的经费", "35", "百分之35"),
    ("下降－3.4％。", "3.4", "－3.4％"),
    ("人民币 4,500 元整", "500", "人民币 4,500 元"),
    ("¥12,000.50 的费用", "000", "¥12,000.50"),
    ("￥８００元", "８０", "￥８００元"),
    ("二千三百万美元", "三百", "二千三百万美元"),
    ("共1 234 567.89欧元", "567", "1 234 567.89欧元"),
    ("港币500元", "500", "港币500元"),
    ("两万五千人", "五千", "两万五千"),
    # en
    ("a grant of €2.5 million was", "2.5", "€2.5 million"),
    ("a grant of EUR 2.5 million was", "2.5", "EUR 2.5 million"),
    ("US$1,234,567.89 net", "234", "US$1,234,567.89"),
    ("(1,234) net", "234", "(1,234)"),
    ("a change of −4.2% over", "4.2", "−4.2%"),
    ("some 12 per cent of", "12", "12 per cent"),
    ("$3bn in loans", "3bn", "$3bn"),
    ("$4.5m in loans", "4.5", "$4.5m"),
    ("about 250k users", "250", "250k"),
    ("1,250,000 dollars paid", "250", "1,250,000 dollars"),
    ("5.3 million euros more", "5.3", "5.3 million euros"),
    ("USD 45,000 for", "45", "USD 45,000"),
    ("45,000 USD for", "45", "45,000 USD"),
    # fr
    ("un montant de 1 234 567,89 € versé", "234", "1 234 567,89 €"),
    ("une hausse de 12,5 % en", "12,5", "12,5 %"),
    ("3,2 millions d’euros versés", "3,2", "3,2 millions d’euros"),
    ("12 pour cent des", "12", "12 pour cent"),
    ("l’association", "assoc", "l’association"),
    # es
    ("un total de 1.234.567,50 euros para", "234", "1.234.567,50 euros"),
    ("el 12,5 por ciento de", "12,5", "12,5 por ciento"),
    ("3,4 millones de dólares en", "3,4", "3,4 millones de dólares"),
    ("2 mil millones de euros", "2", "2 mil millones de euros"),
    # ru
    ("сумма 1 234 567,8 руб. за", "234", "1 234 567,8 руб."),
    ("выделено 3,2 млн долларов на", "3,2", "3,2 млн долларов"),
    ("около 12,5 процента от", "12,5", "12,5 процента"),
    ("15 тыс. человек", "15", "15 тыс."),
    ("2,1 млрд рублей", "2,1", "2,1 млрд рублей"),
    # ar
    ("مبلغ ٣٬٤٥٠٫٥ دولار", "٤٥", "٣٬٤٥٠٫٥ دولار"),
    ("نحو ٢٥٪ من", "٢٥", "٢٥٪"),
    ("نحو 1,250 دولارا من", "250", "1,250 دولارا"),
    ("3.5 مليون دولار أمريكي", "3.5", "3.5 مليون دولار"),
    ("بنسبة 12 في المائة من", "12", "12 في المائة"),
    # must stay
    ("on 5 May 2023", "2023", "2023"),
    ("第 12 条", "12", "12"),
    ("3 years and", "3", "3"),
    ("12 mm long", "12", "12"),
    ("page 3, 4 and", "4", "4"),
]


@pytest.mark.parametrize(("text", "clicked", "meant"), CASES)
def test_a_click_anywhere_in_a_number_takes_all_of_it(text: str, clicked: str, meant: str) -> None:
    start, end = word_at(text, text.index(clicked) + len(clicked) - 1)
    assert text[start:end] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [(text, meant) for text, _, meant in CASES if any(char.isdigit() for char in meant) and text.count(meant) == 1],
)
def test_every_letter_of_it_but_spaces_between_words_leads_to_the_same(text: str, meant: str) -> None:
    first = text.index(meant)
    for at in range(first, first + len(meant)):
        if text[at].isdigit():
            start, end = word_at(text, at)
            assert text[start:end] == meant
