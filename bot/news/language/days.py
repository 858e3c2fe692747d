"""The days of the week, by their names in the languages that Sitrep reads."""

import re

WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
"""The English names in small letters, Monday first."""
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|"
    r"понедельник|вторник|сред[уы]|четверг|пятниц[уы]|суббот[уы]|воскресенье|"
    r"понеділ(?:ок|ка)|вівтор(?:ок|ка)|серед[уи]|четвер(?:га)?|п['’ʼ]ятниц[юі]|субот[уи]|неділ[юі]|"
    r"duşem(?:ê|iyê)?|sêşem(?:ê|iyê)?|çarşem(?:ê|iyê)?|pêncşem(?:ê|iyê)?|înê?|şemiyê|yekşem(?:ê|iyê)?|"
    r"(?:ال|)(?:اثنين|إثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت|أحد)|(?:دو|سه‌?|چهار|پنج|یک)?شنبه|یکشنبه|جمعه|"
    r"(?:יום|ביום) (?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת))\b|(?:周|星期|週)[一二三四五六日天]",
    re.IGNORECASE,
)
"""The days of the week in the languages that Sitrep reads (Unicode CLDR, wide names)."""


def names_day(text: str) -> bool:
    """Whether a text names a day of the week."""
    return _DAY.search(text) is not None
