"""What belongs to a number in running text: its sign, separators, currency, scale and unit, in six languages."""

from __future__ import annotations

import re

DIGIT = "[0-9０-９٠-٩۰-۹]"
IDEOGRAPH = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"

_GROUPS = "|".join(
    rf"{DIGIT}{{1,3}}(?:{separator}{DIGIT}{{3}})+(?!{DIGIT})"
    for separator in ("[ ]", "\u00a0", "[\u2009\u202f\u2007]", ",", "，", r"\.", "['’]", "٬")
)
_CHINESE_MONEY = "美元|欧元|英镑|日元|瑞士法郎|加元|澳元|港元|港币|卢布|人民币|元"
_SCALES = "|".join(
    (
        "thousand|million|billion|trillion",
        "mille|millions|milliards?",
        "mil[ ]millones|mil|millón|millones|billones",
        "тысяч[аи]?|миллион(?:а|ов)?|миллиард(?:а|ов)?",
        "ألف|ألفا|آلاف|مليون|مليونا|ملايين|مليار|مليارات|بليون",
    )
)
_SHORT_SCALES = r"тыс\.|(?:млн|млрд|трлн)(?:\.|\b)"
_MONEY = "|".join(
    (
        "dollars?|euros?|francs?|pounds|rupees|USD|EUR|GBP|CHF|JPY|CNY",
        "dólar(?:es)?|francos?|libras|pesos",
        "доллар(?:а|ов)?|евро|рубл(?:ь|я|ей)|франк(?:а|ов)?",
        "دولار(?:ا|ات)?|يورو|جنيه(?:ا|ات)?|ريال(?:ا|ات)?|دينار(?:ا)?|درهم(?:ا)?",
    )
)
_SHORT_MONEY = r"руб\.|долл\."
_SHARES = "per[ ]cent|percent|pour[ ]cent|por[ ]ciento|процент(?:а|ов)?|في[ ](?:المائة|المئة)|بالمائة|بالمئة"
_OF = "(?:(?:de|of)[ ]|d['’])?"

NUMBER = re.compile(
    rf"""
    (?P<currency>(?:US|A|C|NZ|HK|R)?[$＄]|[€£¥￥₹₽]|(?:USD|EUR|GBP|CHF|JPY|CNY)(?=[ \u00a0]?{DIGIT})
      |(?:人民币|港币|美金|百分之)(?=[ ]?{DIGIT}))? [ \u00a0]?
    (?P<sign>[-+−﹣－–](?={DIGIT}))?
    (?P<core>(?:{_GROUPS}|{DIGIT}+)(?:[.,．٫]{DIGIT}+)?)
    (?P<unit>
      [ \u00a0\u202f]?(?:%|％|‰|٪)
      |[ \u00a0]?(?:百万|千万|万亿|亿|万|千|百)?[ \u00a0]?(?:{_CHINESE_MONEY})
      |[ \u00a0]?(?:百万|千万|万亿|亿|万)
      |[ \u00a0\u202f]?[€£₽](?![ ]?{DIGIT})
      |(?:bn|mn|tn)\b
      |[ \u00a0\u202f](?:(?:{_SCALES})\b|{_SHORT_SCALES})(?:[ \u00a0]{_OF}(?:(?:{_MONEY})\b|{_SHORT_MONEY}))?
      |[ \u00a0\u202f](?:(?:{_SCALES})[ ])?(?:(?:{_SHARES}|{_MONEY})\b|{_SHORT_MONEY})
      |(?(currency)m\b|(?!))
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMERAL = re.compile(
    rf"百分之[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?"
    rf"|[{_NUMERALS}]{{2,}}(?:点[{_NUMERALS}]+)?(?:{_CHINESE_MONEY})?"
    rf"|[一二三四五六七八九两](?:{_CHINESE_MONEY})"
)
