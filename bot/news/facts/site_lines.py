"""What sites of other languages than English write between the paragraphs of a report, by its meaning.

"See also: ...", "this article is updated", "our newsletter": each language has a few words for them.
"""

from bot.news.articles.labels import leads_elsewhere, opens_elsewhere
from bot.news.language.lazy_regex import Rule, has_any

_LONGEST = 140
"""Characters of a sentence that may be such a line."""
_UPDATED = Rule(
    r"(?:(?:dieser|der) (?:artikel|beitrag|text)|cet article|este (?:artículo|artigo)"
    r"|esta (?:noticia|nota|notícia|reportagem|información)|(?:questo )?articolo|dit (?:artikel|bericht)"
    r"|(?:ten )?artykuł|artikeln|artikkelen|artiklen|(?:эта )?новость|материал|(?:ця )?новина|матеріал"
    r"|(?:هذا|هذه) (?:الخبر|المقال|القصة)|bu haber|この記事|本文|이 기사).{0,60}?"
    r"(?:aktuali[sz]|ergänzt|mis à jour|actualizad|atualiza|aggiorna|bijgewerkt|uppdatera|oppdatert|opdatere"
    r"|обновл|дополняет|оновл|доповнюєт|تحديث|güncellen|更新|업데이트)"
)
_OURS = (
    "nostra newsletter", "onze nieuwsbrief", "nasz newsletter", "naszego newslettera", "vårt nyhetsbrev",
    "nossa newsletter", "bültenimize", "زوروا موقعنا", "حملوا تطبيقنا", "下载我们的", "责任编辑：",
    "ニュースレターに登録", "会員登録は", "無断転載", "무단 전재", "재배포 금지", "版权所有", "版權所有",
    "未经授权", "未經授權", "alle rechte vorbehalten", "tous droits réservés",
    "todos los derechos reservados", "todos os direitos reservados", "tutti i diritti riservati",
    "tüm hakları saklıdır", "alle rechten voorbehouden", "wszelkie prawa zastrzeżone",
    "hak cipta dilindungi", "все права защищены", "усі права захищені", "всі права захищені",
    "جميع الحقوق محفوظة", "كل الحقوق محفوظة", "تمامی حقوق", "כל הזכויות שמורות", "inscrivez-vous à",
    "siga-nos", "inscreva-se", "seguici su", "iscriviti a", "bizi takip edin", "abone olun",
    "volg ons op", "obserwuj nas", "följ oss på", "følg oss på", "følg os på", "ikuti kami di",
    "suscríbete aquí", "suscríbase aquí", "comparte en whatsapp", "استمع للخبر", "ما را در اینستاگرام",
    "انتهای پیام", "помітили помилку", "заметили ошибку", "bişopînin",
    "подпишитесь на", "підпишіться на", "לעקוב אחרינו", "عضو کانال",
)  # fmt: skip
"""How a site speaks of its own letters, apps, accounts and rights, in small letters."""
_OURS_IN_ASCII = tuple(filter(str.isascii, _OURS))
_CAPTION = Rule(
    r"[\[(]?(?:foto|photos?|crédits? photo|fotoğraf|bild|symbolbild|archivbild|zdjęcie|imagen|imagem|resim"
    r"|gambar|wêne|фото|архивное фото|صورة|عکس|تصویر|תמונה|צילום|图片?(?:来源)?|圖片?(?:來源)?|资料图|写真"
    r"|사진)\s?(?::|：|©|/ |／|\s[–—-]\s)"
)
"""Whose picture it is, or what it shows, before its caption."""

_STAMPED = Rule(
    r"(?:آخر تحديث|تاريخ النشر|نُ?شرت? في|stand\s?:|zuletzt (?:aktualisiert|geändert)|veröffentlicht(?: am)?\b"
    r"|publiée? le|mise? à jour (?:le|à)|temps de lecture|publicado (?:el|a las)|actualizado (?:el|a las)"
    r"|tiempo de lectura|опубликовано|обновлено|время чтения|опубліковано|оновлено|час читання"
    r"|yayınlanma|(?:son )?güncellem?eme?|okuma süresi|haberi dinle|کد خبر|تاریخ انتشار|زمان مطالعه"
    r"|آخرین به.?روزرسانی|פורסם ב|עודכן ב|עדכון אחרון|(?:发布|更新)时间|(?:發布|更新)時間|dema weşanê"
    r"|dieses thema im programm)"
    r"[^\d.]{0,25}\d.{0,45}"
)
"""When a report was put on the site or what it takes to read it, before the hour or the day, and no more."""
_LONGEST_STAMP = 80


def is_site_line(text: str) -> bool:
    """Whether a sentence points to another page, or says something of the page itself or of its site."""
    if len(text) > _LONGEST:
        return False
    if leads_elsewhere(text) or opens_elsewhere(text):
        return True
    folded = text.casefold()
    if len(text) <= _LONGEST_STAMP and _STAMPED.fullmatch(folded):
        return True
    ours = _OURS_IN_ASCII if folded.isascii() else _OURS
    return _UPDATED.match(folded) is not None or _CAPTION.match(folded) is not None or has_any(folded, ours)
