"""Sentences that only say where the one before comes from: "Das teilte die Polizei mit.", "据新华社报道。".

English ones open with "this" or "that", which `bot.news.facts.leaning` knows, or name who reported first.
"""

from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.tags import primary

_LONGEST = 160
"""Characters of such a sentence."""
_ONLY = {
    "en": Rule(
        r"(?:The |This |That )?(?:news|report|information|story|incident|attack|announcement|development"
        r"|death|move|figures?) (?:was|were|has been) (?:first |initially |also )?"
        r"(?:reported|announced|published|confirmed|released|carried) (?:by|on|in) [^,;:\"\u201c]{2,60}\.$"
        r"|(?:The )?[A-Z][\w.'\u2019& -]{1,40} (?:was |were )?(?:the )?(?:first|also) (?:to )?report(?:ed|s)?"
        r" (?:the|this|it|that|on the|on this)\b(?: (?:news|story|incident|matter|deal|case|development))?"
        r"(?: (?:on|late|early|in) [^,;:\"\u201c]{2,30})?\.$"
        r"|(?:According to|Source:|Sources?:|As reported by) [^,;:\"\u201c]{2,50}\.?$"
    ),
    "de": Rule(
        r"(?:das|dies|darüber|davon|hierüber|dazu|entsprechendes) (?:"
        r"(?:teilt|berichte|melde|sagt|erklärt|schrieb|schreibt|bestätigt|verlautet|kündigt|verkünde)\w{0,3}"
        r"\b[^,;:\"\u201e»«]{2,90}"
        r"|(?:gab|gaben|gibt|geben|geht|ging|machte|hat|haben|hatte|hatten|wurde|ist|war)\b[^,;:\"\u201e»«]{2,90}"
        r"(?:bekannt|bekanntgegeben|hervor|mitgeteilt|berichtet|gemeldet|gesagt|erklärt|bestätigt))$"
        r"|(?:laut|nach angaben) [^\s,;:]{2,40}(?: [^\s,;:]{2,40}){0,3}$"
        r"|so (?:die|der|das|ein|eine) [^\s,;:]{3,40}$"
    ),
    "fr": Rule(
        r"c['\u2019]est ce (?:qu['\u2019]|que |dont )[^,;:\"«]{3,100}$"
        r"|(?:selon|d['\u2019]après) [^\s,;:]{2,40}(?: [^\s,;:]{1,40}){0,3}$"
        r"|l['\u2019](?:information|annonce) (?:a été|est)"
        r" (?:confirmée|donnée|rapportée|révélée|faite|publiée)"
        r" [^,;:\"«]{3,80}$"
    ),
    "es": Rule(
        r"(?:así|esto|eso) (?:se )?lo [^,;:\"«]{2,90}$"
        r"|lo (?:h[ai]n? |había )?(?:inform|anunci|indic|dij|dicho|comunic|señal|asegur|report|public"
        r"|dio a con"
        r"|declar|relat|notific)\w{0,8} [^,;:\"«]{2,90}$"
        r"|según [^\s,;:]{2,40}(?: [^\s,;:]{1,40}){0,3}$"
        r"|la (?:información|noticia) (?:fue|ha sido) \w{4,15}(?:a|ida|ada) por [^,;:\"«]{2,60}$"
    ),
    "ru": Rule(
        r"(?:об этом|про это|о (?:случившемся|произошедшем|происшествии|происшедшем)"
        r"|(?:такую|эту|данную) информацию"
        r"|(?:такие|эти) (?:данные|сведения)|информацию об этом)\b(?! что\b)[^;:\"«]{0,120}"
        r"\b(?:сообщ|рассказ|заяв|пиш|переда|говор|известно|свидетельств|информир|уведом|подтверд|привод|опублик"
        r"|сказал|объяв)\w{0,10}[^;:\"«]{0,120}$"
        r"|[^\s,;:«]{2,20}(?: [^\s,;:«]{2,20}){0,2} (?:сообщи|заяви|сказа|рассказа)л[аио]?$"
        r"|(?:как )?(?:сообща|переда|пиш)\w{1,4} [^,;:\"«]{2,60}$"
    ),
    "uk": Rule(
        r"(?:про це|про (?:інцидент|подію|те)|(?:таку|цю|відповідну) інформацію|(?:такі|ці) дані)\b"
        r"[^;:\"«]{0,120}\b(?:повідом|розпов|заяв|пиш|переда|йдеться|ідеться|відомо|сказа|свідч|підтверд|наво[дт]"
        r"|опублік|оголос|інформ)\w{0,10}[^;:\"«]{0,120}$"
        r"|[^\s,;:«]{2,20}(?: [^\s,;:«]{2,20}){0,2} (?:повідоми|заяви|сказа|розпові)(?:в|ла|ли|ло)$"
        r"|(?:як )?(?:повідомля|переда|пиш)\w{1,4} [^,;:\"«]{2,60}$"
    ),
    "ar": Rule(
        r"و?(?:ذكر|أفاد|أورد|نقل|أعلن|قال|نشر|بث|أذاع|كشف|صرح|صرّح)(?:ت|وا)? (?:ب|عن )?"
        r"(?:ذلك|هذا|هذه الأنباء|هذه المعلومات|الخبر|النبأ)(?: [^،:؛\"«]{2,80})?$"
        r"|و?(?:جاء|ورد) (?:ذلك|هذا) [^،:؛\"«]{2,100}$"
        r"|و?(?:بحسب|حسب|وفق|وفقا|وفقًا|نقلا عن) [^\s،:؛]{1,20}(?: [^\s،:؛]{1,20}){0,4}$"
    ),
    "fa": Rule(
        r"(?:این|آن) (?:خبر|مطلب|موضوع|گزارش|اطلاعات|اطلاعیه|سخنان|اظهارات)(?:‌ها)?(?: را)? "
        r"(?!که )[^،:؛\"«]{2,90}(?:اعلام|گزارش|منتشر|بیان|عنوان|مطرح|نقل|گفت|نوشت|داد)[^،:؛\"«]{0,20}$"
        r"|[^\s،:؛]{1,20}(?: [^\s،:؛]{1,20}){0,2} (?:اعلام کرد|خبر داد|بیان کرد|گفت)(?:ند)?$"
        r"|(?:به گزارش|به نقل از|بنا به گزارش) [^\s،:؛]{1,20}(?: [^\s،:؛]{1,20}){0,4}$"
    ),
    "tr": Rule(
        r"(?:haberi|bunu|olayı|gelişmeyi|kararı|bilgiyi|açıklamayı|durumu|(?:bu|söz konusu) (?:bilgiyi|haberi"
        r"|açıklamayı|gelişmeyi|kararı))"
        r"(?: [^\s,;:\"]{1,30}){1,9} (?:duyurdu|bildirdi|açıkladı|aktardı|verdi|yaptı|paylaştı|geçti|yazdı"
        r"|söyledi)(?:lar)?$"
        r"|(?:[^\s,;:\"]{1,30} ){1,2}(?:açıkladı|söyledi|bildirdi|duyurdu|aktardı)$"
        r"|(?:[^\s,;:\"]{1,30} ){1,5}(?:göre|aktardığına göre|bildirdiğine göre)$"
        r"|(?:konuyla ilgili |konuya ilişkin )?açıklama (?:[^\s,;:\"]{1,30} ){1,6}(?:yapıldı|geldi)$"
    ),
    "he": Rule(
        r"כך (?:מסר|הודיע|דיווח|דווח|אמר|נמסר|פרסמ|פורסם|מדווח|עולה|הודע|נאמר)[\u05d0-\u05ea]{0,3}"
        r"(?: [^,;:\"]{2,80})?$"
        r"|(?:על כך|זאת|את הדברים|את הידיעה) (?:דיווח|הודיע|מסר|אמר|פרסמ|פרסם|נמסר)[\u05d0-\u05ea]{0,3}"
        r" [^,;:\"]{2,80}$"
        r"|(?:לפי|על פי) [^\s,;:]{1,20}(?: [^\s,;:]{1,20}){0,3}$"
    ),
    "ku": Rule(
        r"(?:ev yek|ev agahî|ev nûçe|ev daxuyanî|vê yekê|ev tişt|ev agahdarî)(?: [^\s,;:\"]{1,25}){1,10}"
        r" (?:ragihand|ragihandin|got|gotin|weşand|weşandin|kir|kirin|dan|da|zanîn)(?: zanîn| kirin)?$"
        r"|(?:li gorî|li gor) [^\s,;:]{1,20}(?: [^\s,;:]{1,20}){0,3}$"
    ),
    "zh": Rule(
        r"(?:据|據)[^，。：,]{1,24}(?:报道|報道|报导|報導|消息|通报|通報|透露|称|稱|说|說)$"
        r"|(?:这是|這是|此消息|该消息|該消息|上述消息|相关消息|有关消息|消息)[^，。：]{0,24}"
        r"(?:宣布|公布|发布|發布|披露|报道|報道|证实|說的|说的|透露)的?$"
        r"|[^，。：]{2,14}(?:报道|報道|报导|報導)$"
    ),
}
"""By language, of a sentence in small letters without its full stop; in English as it stands."""
_HINTS = ("report", "Source", "According", "announced", "published", "confirmed", "released", "carried")
"""One of them is in every sentence that the English rule knows."""
_STOPS = ".!\u3002\uff01\u06d4 "


def only_attributes(text: str, language: str = "en") -> bool:
    """Whether a sentence says who told of what stands before it, and nothing else.

    `language` is a BCP 47 tag.
    """
    if len(text) > _LONGEST:
        return False
    code = primary(language)
    rule = _ONLY.get(code)
    if rule is None:
        return False
    if code == "en":
        return has_any(text, _HINTS) and rule.match(text) is not None
    return rule.match(text.rstrip(_STOPS).casefold()) is not None
