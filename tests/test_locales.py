"""The languages: every file is complete and clean, and the reader finds its words in text."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

from copydesk import locales
from copydesk.locales import Locale, direction, languages, locale, with_english
from copydesk.reading.text.furniture import remove_furniture
from copydesk.reading.text.lines import split
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import find_date, is_update, rest_of_date_line
from copydesk.reading.text.recognisers.language import detect
from copydesk.reading.text.recognisers.people.bylines import read_credit

RIGHT_TO_LEFT = {"ar", "fa", "he"}

# Groups that a language leaves empty, and why.
EMPTY = {
    ("byline", "places"): {
        "fi": "the place is a case of its name",
        "he": "the word for 'in' clings to the place",
        "hi": "the word for 'in' follows the place",
        "ja": "the word for 'in' follows the place",
        "tr": "the place is a case of its name",
    },
    ("agencies", "companies"): dict.fromkeys(("ar", "fa", "ru", "uk", "vi"), "the form stands before the name"),
    ("dates", "ordinals"): dict.fromkeys(
        ("ar", "cs", "da", "fa", "fi", "he", "hi", "id", "it", "ja", "ko", "no", "pl", "pt", "tr", "vi", "zh"),
        "the day is a bare number, or one with a full stop",
    ),
}

# Groups whose words the reader looks up in a casefolded text; those of the others are searched for.
LOOKED_UP = {
    ("", "function_words"), ("", "never_last"), ("dates", "weekdays"), ("dates", "published"), ("dates", "updated"),
    ("dates", "between"), ("body", "first_person"), ("page", "debris"),
}  # fmt: skip


AS_WRITTEN = {("agencies", "names"), ("agencies", "initials"), ("byline", "datelines")}
"""Groups whose words have the capitals of a text: proper names, and patterns."""


def raw(tag: str) -> dict[str, Any]:
    return tomllib.loads((files(locales) / f"{tag}.toml").read_text(encoding="utf-8"))


OWN = {
    *(("hyphens", name) for name in ("kept", "joined", "doubtful", "inner", "suspended")),
    *(("agencies", name) for name in ("names", "initials", "words", "lines")),
    *(("names", name) for name in ("particles", "titles", "homonyms", "likely_homonyms")),
    ("head", "divisions"), ("head", "ordinal_words"), ("foot", "sources"), ("body", "recitals"),
    ("head", "numerals"), ("head", "release"), ("head", "copied"), ("byline", "employers"),
    ("body", "speakers"), ("body", "picture_names"), ("body", "note_names"), ("foot", "streets"),
    *(("body", name) for name in ("measures", "ingredient_headings", "step_headings")),
    *(("page", name) for name in ("skips", "link_lists")), ("page", "jumps"), ("page", "numerals"),
    *(("page", name) for name in ("mail_from", "mail_subject", "mail_date", "mail_header")),
}  # fmt: skip
"""Groups whose contents may differ between languages."""


def groups(tag: str) -> dict[tuple[str, str], list[str]]:
    """The lists of words of a language's file, as in the file, with nested lists flattened."""
    words_by_group: dict[tuple[str, str], list[str]] = {}
    for section, content in raw(tag).items():
        for name, words in content.items() if isinstance(content, dict) else [(section, content)]:
            if isinstance(words, list):
                flat = [word for entry in words for word in (entry if isinstance(entry, list) else [entry])]
                words_by_group["" if section == name else section, name] = flat
    return words_by_group


def of(lang: str) -> tuple[Locale, ...]:
    return with_english(locale(lang))


# ---------------------------------------------------------------------------------------------- the files


def test_there_is_a_file_for_each_language_that_is_promised() -> None:
    assert set(languages()) >= {*PARAGRAPHS}
    assert len({locale(tag).name for tag in languages()}) == len(languages())


@pytest.mark.parametrize("tag", languages())
def test_a_language_is_whole(tag: str) -> None:
    language = locale(tag)
    assert language.direction == direction(tag) == ("rtl" if tag in RIGHT_TO_LEFT else "ltr")
    labels = language.labels
    assert all((labels.contents, labels.notes, labels.cover, labels.page, labels.start_of_text))
    assert 60 <= len(language.function_words) <= 130
    assert [bool(names) for names in language.dates.months] == [True] * 12
    assert [bool(names) for names in language.dates.weekdays] == [True] * 7


@pytest.mark.parametrize("tag", languages())
def test_no_group_that_english_has_is_empty(tag: str) -> None:
    own = groups(tag)
    missing = {group for group in groups("en") if group not in OWN and not own.get(group)}
    assert missing == {group for group, reasons in EMPTY.items() if tag in reasons}


@pytest.mark.parametrize("tag", languages())
def test_words_are_lower_case_stripped_and_stand_once(tag: str) -> None:
    for group, words in groups(tag).items():
        if group in AS_WRITTEN:
            continue
        assert not [word for word, count in Counter(words).items() if count > 1], group
        for word in words:
            composed = unicodedata.normalize("NFC", word)
            assert word == word.strip() != "", group
            assert word in (composed.lower(), composed.casefold()), group
            if group in LOOKED_UP:
                assert word == word.casefold(), group


@pytest.mark.parametrize("tag", languages())
def test_a_function_word_is_one_word_and_a_button_bears_no_end_mark(tag: str) -> None:
    assert not [word for word in locale(tag).function_words if " " in word]
    assert locale(tag).never_last < locale(tag).function_words
    assert not [word for word in locale(tag).page.debris if word[-1] in ".:!"]


def test_an_unknown_language_falls_back_to_english_and_a_region_to_its_language() -> None:
    assert locale("tlh").name == "English"
    assert locale("pt-BR") is not None
    assert locale("pt-BR").name == locale("pt_PT").name == "Portuguese"


# ---------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize("tag", languages())
def test_each_name_of_a_month_is_read_in_any_case(tag: str) -> None:
    for number, names in enumerate(locale(tag).dates.months, 1):
        for name in names:
            if name[0].isdigit():
                continue
            for spelling in (name, name.title(), name.upper()):
                date = find_date(f"7 {spelling} 2019", of(tag))
                assert date is not None, spelling
                assert date.iso == f"2019-{number:02}-07", spelling


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("ar", "الأحد 3 مايو/أيار 2020", "2020-05-03"),
        ("ar", "٣ كانون الثاني ٢٠٢١", "2021-01-03"),
        ("ar", "الثلاثاء 12 مارس (آذار) 2024", "2024-03-12"),
        ("cs", "středa 2. ledna 2019", "2019-01-02"),
        ("da", "tirsdag den 4. maj 2021", "2021-05-04"),
        ("de", "Dienstag, den 3. März 2015", "2015-03-03"),
        ("el", "Κυριακή, 3 Μαΐου 2020", "2020-05-03"),
        ("el", "3 ΜΑΪΟΥ 2020", "2020-05-03"),
        ("el", "Ιανουάριος 7, 2018", "2018-01-07"),
        ("es", "3 de mayo del 2020", "2020-05-03"),
        ("fa", "سه‌شنبه ۴ مه ۲۰۲۱", "2021-05-04"),
        ("fi", "torstaina 12. tammikuuta 2012", "2012-01-12"),
        ("fr", "mardi 1er décembre 2009", "2009-12-01"),
        ("he", "יום שני, 3 במאי 2021", "2021-05-03"),
        ("hi", "मंगलवार, 4 मई 2021", "2021-05-04"),
        ("it", "venerdì 8 maggio 2015", "2015-05-08"),
        ("ja", "2020年5月3日（日）", "2020-05-03"),
        ("ko", "2020년 5월 3일 일요일", "2020-05-03"),
        ("nl", "zaterdag 5 mrt. 2016", "2016-03-05"),
        ("pl", "środa, 15 stycznia 2014 roku", "2014-01-15"),
        ("pt", "terça-feira, 4 de maio de 2021", "2021-05-04"),
        ("ru", "среда, 15 января 2014 года", "2014-01-15"),
        ("sv", "onsdagen den 15 januari 2014", "2014-01-15"),
        ("tr", "7 KASIM 2018 ÇARŞAMBA", "2018-11-07"),
        ("tr", "2 NİSAN 2017 Pazar", "2017-04-02"),
        ("uk", "середа, 15 січня 2014 року", "2014-01-15"),
        ("zh", "2020年5月3日 星期日", "2020-05-03"),
    ],
)
def test_a_date_is_read_with_its_weekday(lang: str, text: str, iso: str) -> None:
    date = find_date(text, of(lang))
    assert date is not None
    assert date.iso == iso
    assert rest_of_date_line(text, date, of(lang)) == ""


@pytest.mark.parametrize("tag", languages())
def test_a_cue_makes_a_date_line_and_marks_an_update(tag: str) -> None:
    dates = locale(tag).dates
    for cue in (*dates.published, *dates.updated):
        text = f"{cue.capitalize()}: 2020-05-03"
        date = find_date(text, of(tag))
        assert date is not None
        assert rest_of_date_line(text, date, of(tag)) == "", cue
    assert all(is_update(f"{cue}: 2020-05-03", of(tag)) for cue in dates.updated)
    assert not [cue for cue in dates.published if is_update(f"{cue}: 2020-05-03", of(tag))]


# ---------------------------------------------------------------------------------------------- bylines


@pytest.mark.parametrize(
    ("lang", "line", "names"),
    [
        ("ar", "بقلم: سلمى الكيلاني", ["سلمى الكيلاني"]),
        ("cs", "Text: Jana Horáková a Petr Malý", ["Jana Horáková", "Petr Malý"]),
        ("da", "Af Signe Holm og Mads Krogh", ["Signe Holm", "Mads Krogh"]),
        ("de", "Von Jana Ohlsen und Friedrich Matthäi", ["Jana Ohlsen", "Friedrich Matthäi"]),
        ("el", "Γράφει η Μαρία Λεβέντη", ["Μαρία Λεβέντη"]),
        ("es", "Por Inés Robledo y Tomás Arce", ["Inés Robledo", "Tomás Arce"]),
        ("fa", "نویسنده: مریم کاویانی", ["مریم کاویانی"]),
        ("fi", "Teksti: Aino Lehtola ja Eero Salmi", ["Aino Lehtola", "Eero Salmi"]),
        ("fr", "Propos recueillis par Élise Marchand", ["Élise Marchand"]),
        ("he", "מאת: נועה ברקת", ["נועה ברקת"]),
        ("id", "Oleh Ratna Dewi dan Budi Santosa", ["Ratna Dewi", "Budi Santosa"]),
        ("it", "di Chiara Bonetti e Luca Ferri", ["Chiara Bonetti", "Luca Ferri"]),
        ("ja", "文／山本花子、大川次郎", ["山本花子", "大川次郎"]),
        ("ko", "글: 홍수아", ["홍수아"]),
        ("nl", "Door Marijke de Wit en Pieter van Dam", ["Marijke de Wit", "Pieter van Dam"]),
        ("no", "Tekst: Ingrid Solberg og Lars Moe", ["Ingrid Solberg", "Lars Moe"]),
        ("pl", "Rozmawiała Agnieszka Wolska", ["Agnieszka Wolska"]),
        ("pt", "Texto de Joana Pires e Rui Matos", ["Joana Pires", "Rui Matos"]),
        ("ru", "Автор: Ольга Ветрова и Иван Громов", ["Ольга Ветрова", "Иван Громов"]),
        ("sv", "Av Karin Lindh och Nils Ek", ["Karin Lindh", "Nils Ek"]),
        ("lo", "ໂດຍ ສົມຊາຍ ໃຈດີ", ["ສົມຊາຍ ໃຈດີ"]),  # which has no file of its own, as Thai has none
        ("th", "โดย สมชาย ใจดี และ มาลี ทองคำ", ["สมชาย ใจดี", "มาลี ทองคำ"]),
        ("th", "เรื่อง: สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("tr", "Haber: Elif Yıldız ve Mert Kaya", ["Elif Yıldız", "Mert Kaya"]),
        ("uk", "Авторка: Оксана Вітрова", ["Оксана Вітрова"]),
        ("vi", "Tác giả: Trần Quỳnh Mai", ["Trần Quỳnh Mai"]),
        ("zh", "文/陈晓兰", ["陈晓兰"]),
    ],
)
def test_a_byline_is_read_as_newspapers_word_it(lang: str, line: str, names: list[str]) -> None:
    credit = read_credit(line, of(lang))
    assert credit is not None
    assert credit.announced
    assert [person.name for person in credit.persons] == names


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ar", "كتب جديدة في المعرض"),
        ("de", "Text und Musik"),
        ("fa", "گزارش تازه از بازار"),
        ("fi", "Kuvataide elää"),
        ("he", "כתב עת לספרות"),
        ("ko", "글 쓰는 사람들"),
        ("ru", "Текст без автора"),
        ("sv", "Av egen kraft"),
    ],
)
def test_a_headline_is_no_byline(lang: str, line: str) -> None:
    assert read_credit(line, of(lang)) is None


@pytest.mark.parametrize("tag", languages())
def test_a_picture_credit_is_no_byline(tag: str) -> None:
    for cue in locale(tag).byline.pictures:
        credit = read_credit(f"{cue} Ana Ruiz", of(tag))
        assert credit is not None, cue
        assert credit.pictures, cue
        assert [person.name for person in credit.persons] == ["Ana Ruiz"], cue


# ---------------------------------------------------------------------------------------------- pages


@pytest.mark.parametrize("tag", languages())
def test_each_mark_of_continuation_is_set_aside(tag: str) -> None:
    for mark in locale(tag).page.continued:
        text = f"One line of a text\n{mark.capitalize()}\nand another line"
        aside = remove_furniture(split(text), CreditLines(of(tag))).furniture
        assert [(item.line.text, item.kind) for item in aside] == [(mark.capitalize(), "cut_mark")]


# ----------------------------------------------------------------------------------------- telling languages apart

PARAGRAPHS = {
    "ar": (
        "في كل مساء كان الصياد العجوز يجلس أمام البحر ويصلح شباكه، ثم يحكي للأطفال عن الجزيرة التي لم يصل إليها "
        "أحد. قالت له حفيدته إنها سوف تذهب إلى هناك عندما تكبر، لكنه لم يجب، بل ابتسم ونظر إلى الموج."
    ),
    "cs": (
        "Stará lékárna na náměstí zavírá a lidé z okolních vesnic ještě nevědí, kam budou chodit pro léky. "
        "Majitel říká, že by rád pokračoval, ale podle něj se už nikdo nechce učit řemeslu, které jeho rodina "
        "dělala přes sto let."
    ),
    "da": (
        "Den lille færge sejler hver morgen fra øen til fastlandet, også når vinden kommer fra vest og bølgerne "
        "slår ind over dækket. Skipperen har været ombord i tredive år, og han siger, at han aldrig har været "
        "bange, kun meget træt af at vente."
    ),
    "de": (
        "Die alte Brücke über den Fluss wird im Herbst gesperrt, weil der Beton bröckelt und niemand mehr weiß, "
        "wie lange die Pfeiler noch halten. Für die Bauern auf der anderen Seite ist das ein Umweg von zwölf "
        "Kilometern, und sie haben sich schon beim Bürgermeister beschwert."
    ),
    "el": (
        "Το μικρό σχολείο του νησιού έχει φέτος μόνο τρεις μαθητές, αλλά η δασκάλα δεν θέλει να φύγει. Κάθε πρωί "
        "ανεβαίνει τον λόφο με το ποδήλατο και ανοίγει τα παράθυρα, για να ακούνε τα παιδιά τη θάλασσα όταν "
        "διαβάζουν."
    ),
    "en": (
        "The old lighthouse was sold last spring, but nobody in the village knows who bought it or what will "
        "become of the lamp. Every evening a light still burns behind the lowest window, and the children have "
        "made up stories about the person who must be living there."
    ),
    "es": (
        "El mercado del barrio abre a las seis de la mañana, cuando las calles todavía están vacías y los "
        "vendedores hablan en voz baja. Doña Remedios lleva allí cuarenta años y dice que no piensa irse, aunque "
        "sus hijos le piden que descanse de una vez."
    ),
    "fa": (
        "پیرمرد هر روز صبح به کنار رودخانه می‌رفت و برای پرندگان دانه می‌ریخت. او می‌گفت که این کار را از پدرش "
        "یاد گرفته است و تا زنده است آن را ادامه خواهد داد. همسایه‌ها با او مهربان بودند، اما هیچ کس نمی‌دانست "
        "خانه‌اش کجاست."
    ),
    "fi": (
        "Kylän viimeinen kauppa suljettiin viime syksynä, ja nyt lähimpään myymälään on matkaa yli neljäkymmentä "
        "kilometriä. Kauppias kertoo, että päätös ei ollut helppo, mutta asiakkaita oli liian vähän ja lasku "
        "sähköstä kasvoi joka talvi suuremmaksi."
    ),
    "fr": (
        "La boulangerie du village a rouvert au printemps, après deux ans de silence, et les habitants se "
        "pressent de nouveau devant la porte dès sept heures. Le nouveau patron vient de la ville, mais il a "
        "appris à faire le pain avec son grand-père, qui ne lui a rien caché."
    ),
    "he": (
        "בכל בוקר פותח הספר הזקן את דלת המספרה שלו, אף על פי שכבר אין לו כמעט לקוחות. הוא יושב מול המראה, קורא "
        "עיתון ומחכה. אם מישהו נכנס, הוא קם לאט, מנער את הסדין הלבן ושואל מה שלום הילדים."
    ),
    "hi": (
        "गाँव का पुराना कुआँ इस साल फिर से भर गया है और लोग शाम को वहीं बैठकर बातें करते हैं। बूढ़े माली ने बताया "
        "कि बारिश पहले भी देर से आई थी, लेकिन इतना पानी उसने कभी नहीं देखा था, इसलिए वह अपने पोते को भी साथ लाया।"
    ),
    "id": (
        "Setiap pagi nelayan tua itu duduk di tepi dermaga dan memperbaiki jala yang sudah dipakai ayahnya. Ia "
        "tidak lagi pergi ke laut, tetapi anak-anak selalu datang untuk mendengar cerita tentang badai besar yang "
        "pernah menghancurkan hampir semua perahu di desa."
    ),
    "it": (
        "La vecchia funicolare è ferma da tre inverni e gli abitanti della collina devono scendere a piedi, anche "
        "quando la neve copre i gradini. Il sindaco ha promesso che i lavori cominceranno presto, ma nessuno ci "
        "crede più, perché quella frase è stata detta troppe volte."
    ),
    "ja": (
        "港の小さな時計屋は、三代目の主人が一人で守っている。朝になると店の前を掃き、棚に並んだ時計のねじを順番に"
        "巻く。客は少ないが、遠くの町から修理を頼みに来る人もいて、そのたびに主人はうれしそうに古い道具を取り出す"
        "のだった。"
    ),
    "ko": (
        "언덕 위의 작은 도서관은 지난봄에 다시 문을 열었다. 마을 사람들은 저마다 집에 있던 책을 가져왔고, 은퇴한 "
        "선생님은 매일 아침 난로에 불을 피운다. 아이들은 학교가 끝나면 그곳에 모여 숙제를 하거나 창밖의 강을 "
        "바라본다."
    ),
    "nl": (
        "De molen aan de rand van het dorp draait weer, nadat vrijwilligers hem jarenlang in het weekend hebben "
        "hersteld. De molenaar is nog geen dertig, maar hij weet precies hoe de wind zich gedraagt en wanneer hij "
        "de wieken moet stilzetten voor een onweer."
    ),
    "no": (
        "Den gamle butikken ved fjorden har holdt åpent hver dag i hundre år, også når snøen ligger høyt og ingen "
        "kommer fram. Nå vil eieren selge, men hun sier at hun ikke er bekymret, for det finnes alltid noen som "
        "trenger kaffe, spiker og nyheter fra bygda."
    ),
    "pl": (
        "Stary zegarmistrz z naszej ulicy zamyka swój warsztat, ponieważ nie ma już nikogo, kto chciałby się "
        "uczyć tego zawodu. Na ścianie wciąż wisi zegar, który zatrzymał się w dniu ślubu jego córki, i mówi się, "
        "że nie pozwolił go nigdy naprawić."
    ),
    "pt": (
        "A fábrica de vidro fechou há dez anos, mas os antigos operários ainda se encontram no café em frente ao "
        "portão. Não falam muito do passado, porque a memória dói, e preferem discutir o tempo, o futebol e as "
        "notícias que os netos mandam de longe."
    ),
    "ru": (
        "Старый паровоз стоит на запасном пути уже тридцать лет, и дети из соседнего посёлка знают каждую его "
        "заклёпку. Этой весной приехал механик, который когда-то водил его через горы, и сказал, что машину ещё "
        "можно оживить, если найти деньги и терпение."
    ),
    "sv": (
        "Den gamla smedjan vid ån har stått tom sedan kriget, men nu hörs det åter slag mot järn när man går "
        "förbi på kvällen. Det är en ung kvinna från staden som har köpt huset, och hon säger att hon inte vill "
        "ha någon hjälp av museet, bara lite tid."
    ),
    "tr": (
        "Kasabanın tek sineması bu kış kapandı, çünkü çatısı kar yüzünden çöktü ve onarım için para bulunamadı. "
        "Makinist Salim Usta her akşam yine kapının önüne geliyor, eski afişlere bakıyor ve yoldan geçenlere "
        "gördüğü ilk filmi anlatıyor, ama sonunu hiç söylemiyor."
    ),
    "uk": (
        "Старий млин біля річки не працює вже двадцять років, але люди досі приходять сюди, щоб посидіти на "
        "теплому камені. Цієї весни до села повернувся онук мельника, який каже, що хоче знову запустити колесо і "
        "пекти хліб, якого тут давно ніхто не куштував."
    ),
    "vi": (
        "Cây cầu cũ qua sông đã đóng từ mùa thu và không ai biết khi nào nó sẽ được mở lại cho người dân. Những người "
        "sống ở bên kia sông vẫn phải đi đò mỗi sáng, nhưng họ nói rằng việc đó cũng không có gì khó."
    ),
    "zh": (
        "山脚下的旧车站已经停用了二十年，可是每天傍晚还有一位老人来这里扫落叶。他说自己年轻的时候在这里等过一封信"
        "，信没有来，他却认识了卖票的姑娘，后来她成了他的妻子，所以他舍不得这个地方。"
    ),
}


def test_there_is_a_paragraph_for_each_language() -> None:
    assert set(PARAGRAPHS) == set(languages())


@pytest.mark.parametrize("tag", PARAGRAPHS)
def test_the_language_of_a_paragraph_is_detected(tag: str) -> None:
    assert detect(PARAGRAPHS[tag]) == tag


@pytest.mark.parametrize("tag", PARAGRAPHS)
def test_the_language_of_a_paragraph_in_capitals_is_detected(tag: str) -> None:
    assert detect(PARAGRAPHS[tag].upper()) == tag


@pytest.mark.parametrize("tag", sorted(set(PARAGRAPHS) - {"ja", "ko", "zh", "he", "hi", "el"}))
def test_the_language_of_half_a_paragraph_is_detected(tag: str) -> None:
    words = PARAGRAPHS[tag].split()
    middle = len(words) // 2
    assert [detect(" ".join(words[:middle])), detect(" ".join(words[middle:]))] == [tag, tag]


@pytest.mark.parametrize("text", ["", "2020", "Xyzzy plugh", "42 — 17"])
def test_no_language_is_claimed_on_too_little_evidence(text: str) -> None:
    assert detect(text) == "und"


# ------------------------------------------------------------------------------------------ broken words


@pytest.mark.parametrize("tag", languages())
def test_a_compound_is_two_halves_and_no_form_stands_on_both_sides(tag: str) -> None:
    own = locale(tag).hyphens
    assert not [form for form in (*own.kept, *own.joined, *own.doubtful) if "-" not in form.strip("-")]
    assert not set(own.kept) & {*own.joined, *own.doubtful}
    assert not [word for word in own.suspended if "-" in word]
