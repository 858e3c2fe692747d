"""The words by which publishers label and file what they print, in twenty languages.

One table serves three places: the label before a title ("Kommentar: ..."), the feed's <category> and the
page's section, and the folders of an address. Words are in lower case; in folders a space is a hyphen.
"""

from bot.news.kinds.kind import Kind

LABELS: dict[str, tuple[Kind, str]] = {
    "opinion": (
        Kind.OPINION,
        """
        opinion, opinions, comment, commentary, comment is free, commentisfree, editorial, editorials,
        op-ed, oped, column, columns, columnists, perspective, outlook, viewpoint, viewpoints, letters,
        letter, letters to the editor, your letters, readers write, readers' letters, voices, view, views,
        endorsement,
        global-opinions, posteverything, essay
        رأي, رأى, الرأي, اراء, آراء, مقال, مقالات, مقال رأي, وجهة نظر, افتتاحية, كلمة العدد, رسائل القراء,
        بريد القراء
        yorum, yorumlar, köşe yazısı, köşe yazıları, kose-yazilari, yazarlar, başyazı, görüş, gorus,
        okur mektubu, okur mektupları
        мнение, мнения, колонка, колонки, авторская колонка, редакционная статья, от редакции, mnenie,
        письма читателей, письмо читателя,
        mneniya, kolonki
        tribune, tribunes, éditorial, édito, edito, billet, chronique, chroniques, point de vue,
        points de vue, idées, idees, débats, debats, carte blanche,
        courrier des lecteurs
        opinión, tribuna, columna, columnas, editoriales, carta al director, cartas al director, firmas,
        cartas de los lectores, cartas de lectores
        kommentar, kommentare, meinung, meinungen, leitartikel, gastbeitrag, gastkommentar, kolumne,
        kolumnen, debatte, standpunkt, leserbrief, leserbriefe
        یادداشت, دیدگاه, نظر, سرمقاله, یادداشت روز, مقاله, نامه خوانندگان
        думка, думки, колонка редактора, точка зору, погляд, листи читачів
        דעה, דעות, טור, טור דעה, מאמר, מאמר מערכת, פרשנות ודעות, מכתבים למערכת
        评论, 社论, 社评, 观点, 时评, 评论员, 專欄, 专栏, 評論, 社論, 觀點, 读者来信, 讀者投書
        nêrîn, raman, gotar, quncik, nerîn, nameyên xwendevanan
        opinione, opinioni, il commento, commento, commenti, editoriale, l'editoriale, lettere, l'intervento
        opinião, opiniao, artigo de opinião, coluna, colunas, colunistas, crônica, ponto de vista,
        cartas dos leitores
        opinie, opinies, commentaar, ingezonden, ingezonden brief, hoofdredactioneel commentaar,
        lezersbrieven
        opinia, komentarz, komentarze, felieton, felietony, publicystyka, listy do redakcji
        ledare, debatt, krönika, krönikor, insändare, kolumn, leder, kronikk, debat, kronik, klumme
        社説, コラム, オピニオン, 論説, 論壇, 寄稿, 投書, 読者の声
        사설, 칼럼, 오피니언, 기고, 시론, 기자수첩, 독자투고
        """,
    ),
    "analysis": (
        Kind.ANALYSIS,
        """
        analysis, news analysis, explainer, explainers, explained, ap explains, fact check, fact-check,
        factcheck, reality check, factbox, timeline, upshot, monkey-cage, the-fix, plum-line, at a glance,
        made-by-history, backgrounder, q&a, in depth, in-depth, the-interpreter, news-analysis, insight
        تحليل, تحليلات, شرح, شارح, تقرير تحليلي, سؤال وجواب, خلفية
        analiz, analizler, haber analiz, haber-analiz, dosya, soru cevap
        анализ, аналитика, разбор, объясняем, объяснение, analitika, разъяснение, справка
        analyse, analyses, décryptage, decryptage, décryptages, decryptages, éclairage, explication,
        les clés, le vrai du faux
        análisis, analisis, claves, las claves, explicador, verificación
        analysen, hintergrund, hintergründe, hintergruende, faktencheck, erklärt, einordnung,
        fragen und antworten
        تحلیل, تحلیل و بررسی, گزارش تحلیلی, چرا و چگونه
        аналіз, аналітика, пояснення, розбір, пояснюємо
        פרשנות, ניתוח, הסבר, מאחורי החדשות
        分析, 解读, 深度, 解讀, 问答, 事实核查, 新闻分析
        analîz, şirove, şîrove, vekolîn, sirove
        analisi, l'analisi, approfondimento, approfondimenti, il punto, cosa sappiamo
        análise, analise, análises, entenda, verificação
        achtergrond, achtergronden, uitleg, vraag en antwoord
        analiza, analizy, wyjaśniamy, tłumaczymy
        analys, bakgrund, faktakoll, förklaring, bakgrunn, forklarer, baggrund
        解説, 検証, 深掘り, ファクトチェック
        분석, 해설, 팩트체크, 문답
        """,
    ),
    "live": (
        Kind.LIVE,
        """
        live, live blog, liveblog, live-blog, live updates, live-updates, live news, live-news, livestory,
        live-blogs
        مباشر, بث مباشر, تغطية مباشرة, تغطية مستمرة, لحظة بلحظة
        canlı, canlı anlatım, canli, canli-anlatim, canlı blog
        онлайн, прямой эфир, хроника, текстовая трансляция, трансляция
        direct, en direct, en-direct, suivez en direct
        en vivo, en directo, directo, en-vivo, en-directo, minuto a minuto, última hora en directo
        liveticker, live-ticker, newsblog, newsticker, ticker
        زنده, پخش زنده, لحظه به لحظه
        наживо, прямий ефір, онлайн-трансляція
        שידור חי, דיווח חי, עדכונים שוטפים
        直播, 实时更新, 滚动更新, 即時更新
        zindî, weşana zindî, zindi
        diretta, in diretta, la diretta, ao vivo, ao minuto, em direto, em direto ao minuto
        na żywo, relacja na żywo, relacja live, direkt, direkterapport, direkte, liverapport
        ライブ, ライブ更新, 生中継, 실시간, 생중계, 라이브
        """,
    ),
    "video or sound": (
        Kind.MEDIA,
        """
        video, videos, watch, av, player, tv, clip, clips, reels, audio, radio, sounds, listen, programmes,
        quicktake
        فيديو, بالفيديو, شاهد, استمع, مرئيات
        izle, vidyo, dinle
        видео, аудио
        vidéo, vidéos, écouter
        vídeo, vídeos, mediathek, hören
        ویدئو, ویدیو, فیلم
        відео, וידאו, צפו, האזינו
        视频, 視頻, 影片, vîdyo
        wideo, guarda, il video, veja o vídeo, 動画, 映像, 音声, 영상, 동영상
        """,
    ),
    "a podcast or interview": (
        Kind.MEDIA,
        """
        podcast, podcasts, podcasting, interview, interviews, the interview, q and a
        بودكاست, مقابلة, مقابلات, حوار, حوارات, لقاء
        röportaj, roportaj, söyleşi, podkast
        подкаст, подкасты, интервью
        balado, entretien, entretiens, l'entretien
        pódcast, entrevista, entrevistas
        im gespräch, das gespräch, hörspiel
        پادکست, گفتگو, گفت‌وگو, مصاحبه
        подкасти, інтервʼю, інтерв'ю
        פודקאסט, ראיון, ראיונות
        播客, 专访, 專訪, 访谈
        hevpeyvîn
        intervista, l'intervista, interviste, vraaggesprek, wywiad, wywiady, rozmowa
        intervju, intervjun, podd, インタビュー, ポッドキャスト, 対談, 인터뷰, 대담, 팟캐스트
        """,
    ),
    "pictures": (
        Kind.MEDIA,
        """
        gallery, galleries, pictures, in pictures, in-pictures, photos, photo, slideshow, slideshows,
        graphics, interactive, interactives, cartoon, cartoons, photo essay, week in pictures
        صور, بالصور, معرض صور, ألبوم, كاريكاتير
        galeri, foto galeri, foto-galeri, fotoğraf, karikatür
        фото, фотогалерея, галерея, в фотографиях, карикатура
        en images, diaporama, portfolio, dessin
        fotos, galería, galeria, en imágenes, viñeta
        bilder, fotostrecke, bildergalerie, in bildern, karikatur
        عکس, گزارش تصویری, تصاویر, کاریکاتور
        фоторепортаж, у фотографіях
        תמונות, גלריה, בתמונות
        图片, 图集, 組圖, 组图, 漫画
        wêne, album, galerî
        le immagini, fotogallery, le foto, em imagens, fotogaleria, foto's, fotoserie, in beeld
        zdjęcia, bildspel, billeder, 写真, 写真特集, フォト, 화보, 포토, 사진
        """,
    ),
    "a bulletin": (
        Kind.LISTING,
        """
        newsletter, newsletters, briefing, morning briefing, morning-briefing, evening briefing, daily
        briefing, daily-briefing, news roundup, roundup, the papers, newspaper headlines, blogs-the-papers,
        email-content, today-paper, first-read, first-draft, press review, what's happening, week in review,
        start here, today's headlines, digest, corrections, corrections and clarifications
        نشرة, نشرة الأخبار, موجز, موجز الأخبار, جولة الصحف, عرض الصحف, حصاد اليوم, حصاد الأسبوع,
        تصويبات, تصحيحات
        bülten, günün özeti, basın özeti, gazete manşetleri, manşetler, haftanın özeti,
        düzeltmeler, düzeltme ve özür
        дайджест, обзор прессы, главное за день, итоги дня, итоги недели, выпуск новостей,
        поправки, поправки и уточнения
        revue de presse, l'essentiel de l'actu, le brief, ce qu'il faut retenir, rectificatifs, errata
        boletín, boletin, resumen del día, revista de prensa, las noticias del día, portadas,
        fe de errores, fe de erratas, correcciones
        presseschau, nachrichtenüberblick, der tag, morgenbriefing, kurznachrichten, wochenrückblick,
        korrekturen, berichtigungen
        خلاصه خبرها, مرور مطبوعات, بسته خبری, مهم‌ترین خبرها
        огляд преси, головне за день, підсумки дня
        סיכום היום, סקירת עיתונות, מהדורת החדשות
        早报, 晚报, 新闻简报, 新聞簡報, 要闻, 报摘, 一周回顾
        kurtenûçe, nûçeyên rojê, bultena nûçeyan
        rassegna stampa, le notizie del giorno, revista de imprensa, resumo do dia, boletim
        nieuwsoverzicht, persoverzicht, nieuwsbrief, przegląd prasy, podsumowanie dnia
        nyhetsbrev, presskoll, ニュースまとめ, 뉴스 브리핑, 조간 브리핑, 뉴스레터
        """,
    ),
    "a feature": (
        Kind.FEATURE,
        """
        feature, features, longform, long read, long reads, long-reads, profile, profiles, obituary,
        obituaries, portrait, review, reviews, recipe, recipes, travel, first person, magazine, stories,
        reportage, book review, film review, tv review
        قصة, قصص, بورتريه, تحقيق, تحقيقات, ريبورتاج, وجوه, مراجعة
        portre, hikâye, hikaye, dosya haber, insan hikayeleri, inceleme
        репортаж, портрет, истории, рецензия, некролог, спецпроект
        grand format, grand récit, enquête, nécrologie, critique, récit
        reportaje, reportajes, perfil, obituario, reseña, crónica, cronica
        porträt, reportagen, nachruf, rezension, feuilleton, die seite drei
        پرونده, چهره, روایت, معرفی کتاب
        портрети, історії, рецензії, лонгрід
        כתבת מגזין, פרופיל, סיפור אישי, ביקורת
        特写, 人物, 特稿, 人物特写, 書評, 书评
        portreya, çîrok, reportaj
        il ritratto, recensione, recensioni, reportagem, resenha, obituário, portret, recensie, necrologie
        reportaż, sylwetka, recenzja, nekrolog, porträtt, recension, anmeldelse
        特集, ルポ, ルポルタージュ, 르포, 특집, 서평
        """,
    ),
    "satire": (
        Kind.FEATURE,
        """
        satire, satirical, satirical news, humor, humour, parody, fake news satire, satire and humour,
        satire & humour, borowitz report, the borowitz report, shouts & murmurs, spoof
        ساخر, سخرية, تهكم, أخبار ساخرة, mizah, hiciv, сатира, юмор, satire et humour, humeur, sátira, humor,
        satira, glosse, satirisch, طنز, طنزیه, гумор, סאטירה, הומור, 讽刺, 諷刺, 幽默, 恶搞, henek,
        satyra, satir, 風刺, 풍자
        """,
    ),
    "advertising": (
        Kind.PROMO,
        """
        sponsored, sponsored content, sponsored-content, partner content, partner-content, paid post,
        paidpost, brandstudio, advertorial, advertisement, promoted, shopping, deals, underscored,
        paid content, promoted content, branded content, ad feature, advertisement feature, from our partners
        إعلان, محتوى ممول, برعاية
        reklam, advertoryal, sponsorlu, sponsorlu içerik, ilan
        реклама, на правах рекламы, партнёрский материал, партнерский материал
        publicité, contenu sponsorisé, publi-rédactionnel, publireportage
        publicidad, contenido patrocinado, publirreportaje, patrocinado
        anzeige, werbung, gesponsert, advertorials
        آگهی, تبلیغات, رپرتاژ آگهی
        на правах реклами, партнерський матеріал
        תוכן ממומן, תוכן שיווקי, פרסומת, בשיתוף
        广告, 推广, 赞助内容, 廣告
        danasîn
        pubblicità, contenuto sponsorizzato, publicidade, conteúdo patrocinado, publieditorial
        advertentie, gesponsord, artykuł sponsorowany, materiał sponsorowany, materiał partnera
        annons, annonse, annonce, 広告, 협찬, 광고
        """,
    ),
    "a game, an offer or an event": (
        Kind.PROMO,
        """
        games, puzzles, crossword, crosswords, sudoku, quiz, quizzes, horoscope, horoscopes, giveaway,
        vacancy, vacancies, webinar
        مسابقة, كلمات متقاطعة, سودوكو, الأبراج, أبراج, حظك اليوم, وظيفة شاغرة, وظائف شاغرة, فرص عمل, دعوة,
        فعالية
        çekiliş, bulmaca, sudoku, burç yorumları, günlük burç yorumları, astroloji, iş ilanı, iş ilanları,
        etkinlik, etkinlik takvimi
        кроссворд, судоку, гороскоп, викторина, вакансия, вакансии, анонс, анонсы, розыгрыш, конкурс
        jeu-concours, mots croisés, sudoku, horoscope, offre d'emploi, offres d'emploi
        sorteo, crucigrama, horóscopo, oferta de empleo, ofertas de empleo, trivia, evento
        gewinnspiel, kreuzworträtsel, rätsel, horoskop, stellenangebot, stellenangebote, stellenanzeige,
        veranstaltung, veranstaltungstipp, veranstaltungshinweis, verlosung
        جدول کلمات, فال روز, طالع بینی, فرصت شغلی, استخدام
        кросворд, гороскоп, вікторина, вакансія, вакансії, анонс
        תשבץ, הורוסקופ, דרושים, חידון
        填字游戏, 星座运势, 招聘, 数独
        xaçepirs, pêşbirk
        cruciverba, oroscopo, offerta di lavoro, palavras cruzadas, horóscopo, vaga de emprego
        kruiswoordraadsel, horoscoop, vacature, krzyżówka, horoskop, oferta pracy
        korsord, horoskop, ledigt jobb, クロスワード, 占い, 求人, 십자말풀이, 운세, 채용
        """,
    ),
}
"""Label -> the kind that it names, and its words, separated by commas or line ends."""

LABEL_OF: dict[str, str] = {}
"""Word or phrase -> label."""
for _label, (_kind, _phrases) in LABELS.items():
    for _phrase in _phrases.replace("\n", ",").split(","):
        if _phrase.strip():
            LABEL_OF.setdefault(_phrase.strip(), _label)
