"""What stands before a sentence and is none of it."""

import time

import pytest

from bot.news.trimming.datelines import lead_end, lead_length


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Tuesday 22 November 2016 A bridge fell.", "A bridge fell."),
        ("7 November 2016 Four people were hurt.", "Four people were hurt."),
        ("Tags Orn War Rebels At least 10 people were killed.", "At least 10 people were killed."),
        ("Tags Orn Rebels State group An UN-led team of five left.", "An UN-led team of five left."),
        ("\u25a0 The bridge is closed.", "The bridge is closed."),
        ("\u202aThe bridge is closed.", "The bridge is closed."),
        (
            "07.04.2017(updated 1404 07.04.2017) Get short URL Topic War in Orn (20) 251 The bridge fell.",
            "The bridge fell.",
        ),
        ("LONDON \u2015 The bridge fell.", "The bridge fell."),
        ("22 November was a quiet day.", "22 November was a quiet day."),
        ("Published June 12 2016 At least 9 people fled Orn.", "At least 9 people fled Orn."),
        ("Thu Aug 1 2013 40 people fled Orn.", "40 people fled Orn."),
        ("March 4, 2019 was a Monday.", "March 4, 2019 was a Monday."),
        ("26.12.2014 The army left Orn.", "The army left Orn."),
        ("Oct 24 - Orn and Lom closed the bridge.", "Orn and Lom closed the bridge."),
        ("Orn, Nov 24: The bridge fell.", "The bridge fell."),
        ("Orn de la Lom (Harun) (AFP) - The bridge fell.", "The bridge fell."),
        ("ORN (Reuters) The bridge fell.", "The bridge fell."),
        ("LONDON (Reuters) - The bank failed.", "The bank failed."),
        ("Dhaka, Bangladesh (CNN) All is calm.", "All is calm."),
        ("WASHINGTON \u2014 The vote is over.", "The vote is over."),
        ("[Breaking news update at 10:34 p.m. ET] Two are dead.", "Two are dead."),
        ("\u2022 One more thing happened.", "One more thing happened."),
        ("NATO will stay.", "NATO will stay."),
        ("PESHAWAR: The bridge fell.", "The bridge fell."),
        ("KABUL, Afghanistan \u2014 The bridge fell.", "The bridge fell."),
        ("Kabul, Afghanistan \u2014 The bridge fell.", "The bridge fell."),
        ("Damascus, SANA- The bridge fell.", "The bridge fell."),
        ("DAMASCUS, (SANA) \u2013 The bridge fell.", "The bridge fell."),
        ("DAMASCUS, SANA: The bridge fell.", "The bridge fell."),
        ("New Delhi, Jan 5 (IANS) The bridge fell.", "The bridge fell."),
        ("ISLAMABAD, Jan 5 (APP): The bridge fell.", "The bridge fell."),
        ("Ankara, Jan 5, 2019 (Anadolu) The bridge fell.", "The bridge fell."),
        ("Ankara, Anadolu Agency - The bridge fell.", "The bridge fell."),
        ("Baghdad - AFP - The bridge fell.", "The bridge fell."),
        ("AFP - The bridge fell.", "The bridge fell."),
        ("ROE: The bridge will fall.", "ROE: The bridge will fall."),
        ("ISIS: The group of Orn.", "ISIS: The group of Orn."),
        (
            "Adam Doe, Ann Roe \u2014 The mayors of Orn met.",
            "Adam Doe, Ann Roe \u2014 The mayors of Orn met.",
        ),
        ("UNHCR (the refugee agency) left Orn.", "UNHCR (the refugee agency) left Orn."),
        ("May 4 - 5 boats were lost.", "May 4 - 5 boats were lost."),
        ("МОСКВА, 27 ноября. /ТАСС/. Мост рухнул.", "Мост рухнул."),
        ("Орн. 27 ноября. INTERFAX.RU - Мост рухнул.", "Мост рухнул."),
        ("РИА Новости \u2014 Мост рухнул.", "Мост рухнул."),
        ("Полиция - ТАСС: мост рухнул.", "Полиция - ТАСС: мост рухнул."),
        ("Как передает ТАСС - мост рухнул.", "Как передает ТАСС - мост рухнул."),
        ("دمشق - سانا: انهار الجسر", "انهار الجسر"),
        ("بيروت (رويترز) - انهار الجسر", "انهار الجسر"),
        ("الرياض / واس / انهار الجسر", "انهار الجسر"),
        ("انهار الجسر - سانا", "انهار الجسر - سانا"),
        ("تهران - ایرنا - پل فرو ریخت", "پل فرو ریخت"),
        ("مهر و محبت در اورن", "مهر و محبت در اورن"),
        ("ŞAM (AA) - Köprü çöktü.", "Köprü çöktü."),
        ("ANKARA, (DHA)- Köprü çöktü.", "Köprü çöktü."),
        ("MADRID, 3 oct. (EFE).- El puente cayó.", "El puente cayó."),
        ("Paris, le 3 novembre 2025 (AFP) - Le pont est tombé.", "Le pont est tombé."),
        ("Berlin/Orn (dpa) - Die Brücke fiel.", "Die Brücke fiel."),
        ("新华社北京11月3日电 大桥倒塌。", "大桥倒塌。"),
        ("中新网11月3日电（记者张三）大桥倒塌。", "大桥倒塌。"),
        ("国新社北京11月3日电（记者 王敏）大桥倒塌。", "大桥倒塌。"),
        ("（オルン＝山田花子）橋が崩れた。", "橋が崩れた。"),
        ("【本报讯】大桥倒塌。", "大桥倒塌。"),
        ("据新华社报道，3日电力中断。", "据新华社报道，3日电力中断。"),
    ],
)
def test_leads(text: str, body: str) -> None:
    assert text[lead_length(text) :] == body


@pytest.mark.parametrize(
    "text",
    ["ДАМАСК, 27 ноя \u2014 РИА Новости.", "КИЇВ, 27 листопада \u2014 Укрінформ.", "新华社北京11月3日电"],
)
def test_a_dateline_may_be_all_of_a_sentence(text: str) -> None:
    assert (lead_end(text), lead_length(text)) == (len(text), 0)


@pytest.mark.parametrize(
    "piece", ["A ", "AB ", "A, ", "AFP ", "Orn, Lom ", "Орн ", "Орн, 3 ", "سانا ", "新华社"]
)
def test_hostile_text_is_quick(piece: str) -> None:
    began = time.process_time()
    lead_length(piece * 3000 + ": A")
    assert time.process_time() - began < 1
