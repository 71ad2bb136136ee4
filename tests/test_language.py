"""The language of a text."""

from __future__ import annotations

import pytest

from copydesk import read
from copydesk.locales import languages
from copydesk.reading.text.recognisers import language
from copydesk.reading.text.recognisers.language import detect
from copydesk.writing import write


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("It rained in the town and they were at home with their children.", "en"),
        ("Il pleuvait dans la ville et ils étaient à la maison avec leurs enfants.", "fr"),
        ("Зимой в городе было холодно и они не могли", "ru"),
        ("雨が降った", "ja"),
        ("zzz", "und"),
        ("", "und"),
    ],
)
def test_detect(text: str, tag: str) -> None:
    assert detect(text) == tag


WITHOUT_LOCALE = {
    "af": "Die ou brug oor die rivier is nog nie herstel nie, en die boere moet met die lang pad dorp toe ry.",
    "be": "Стары млын каля ракі ўжо не працуе, але людзі ўсё яшчэ прыходзяць сюды, каб пасядзець на камені.",
    "bg": "Старият мост над реката беше затворен през есента, защото никой не знае колко още ще издържи.",
    "br": "Kozh eo an ti-se hag e zoriou a zo serret abaoe ar goañv, met an dud a zeu c'hoazh da welet ar mor.",
    "ca": "El forn del carrer major ha tancat després de molts anys, i els veïns no saben on aniran a comprar el pa.",
    "co": "U pastore vechju hà vendutu e so pecure è ùn sà micca induve andà cù u so cane à l'imbernu.",
    "cy": "Mae hen felin y cwm wedi cau ers y gaeaf, ac nid oes neb yn gwybod pwy fydd yn ei phrynu hi.",
    "eo": "La malnova ponto trans la rivero estas fermita, kaj neniu scias kiam oni povos denove iri al la urbo.",
    "et": "Vana sild üle jõe on suletud ja keegi ei tea, kas see enne talve veel korda saab või mitte.",
    "eu": "Ibaiaren gaineko zubi zaharra itxi dute eta inork ez daki noiz konponduko duten, baina jendea haserre dago.",
    "ga": "Tá an seandroichead dúnta ó bhí an geimhreadh ann agus níl a fhios ag aon duine cathain a osclófar arís é.",
    "gl": "O muíño vello está pechado dende hai dez anos, pero os nenos aínda van xogar alí cando non chove.",
    "hr": "Stari most preko rijeke zatvoren je od jeseni i nitko ne zna kada će ga popraviti, a ljudi se ljute.",
    "hu": "A régi hidat ősszel lezárták, és senki sem tudja, hogy mikor lehet majd újra átmenni rajta a piacra.",
    "is": "Gamla brúin yfir ána var lokuð í haust og enginn veit hvort hún verður opnuð aftur fyrir veturinn.",
    "la": "Pons vetus, qui trans flumen ducit, clausus est, nec quisquam scit cum iterum aperietur aut quid sit causa.",
    "lt": "Senas tiltas per upę buvo uždarytas rudenį, ir niekas nežino, kada jis vėl bus atidarytas, nes jau šalta.",
    "lv": "Vecais tilts pār upi ir slēgts no rudens, un neviens nezina, kad to atkal atvērs un vai tas vispār būs.",
    "mk": "Стариот мост на реката беше затворен во есента и никој не знае кога ќе го отворат, но луѓето чекаат.",
    "oc": "Lo molin vièlh es barrat dempuèi l'ivèrn, mas los enfants i van encara jogar quand lo temps es polit.",
    "ro": "Podul vechi de peste râu este închis din toamnă și nimeni nu știe când va fi deschis pentru căruțe.",
    "sk": "Starý most cez rieku je zatvorený od jesene a nikto nevie, kedy ho opravia, ale ľudia ešte čakajú.",
    "sl": "Stari most čez reko je zaprt od jeseni in nihče ne ve, kdaj ga bodo popravili, ker je že mraz.",
    "sq": "Ura e vjetër mbi lumë është mbyllur që në vjeshtë dhe askush nuk e di se kur do të hapet për fshatin.",
    "sr": "Стари мост преко реке затворен је од јесени и нико не зна када ће га поправити, али људи још чекају.",
    "sr-Latn": "Stari most preko reke zatvoren je posle kiše i niko ne zna šta će biti, a ljudi pitaju gde se ide.",
    "sw": "Daraja la zamani la mto huo lilifungwa kabla ya mvua na watu wa kijiji bado hawajui kama litafunguliwa.",
    "tl": "Isinara na ang lumang tulay sa ilog at hindi pa alam ng mga tao kung kailan ito muling bubuksan.",
    "vi": "Cây cầu cũ qua sông đã đóng từ mùa thu và không ai biết khi nào nó sẽ được mở lại cho người dân.",
}


@pytest.mark.parametrize("tag", WITHOUT_LOCALE)
def test_a_language_without_a_locale_is_not_taken_for_its_neighbour(tag: str) -> None:
    assert detect(WITHOUT_LOCALE[tag]) == tag


@pytest.mark.parametrize(
    "text",
    [
        # Sardinian and Upper Sorbian
        "Su ponte betzu est serradu dae s'atunzu e nemos ischit cando l'ant a abèrrere torra pro sa zente.",
        "Stary móst přez rěku je zawrjeny wot nazymy a nichtó njewě, hdy jón zaso wotewrja.",
    ],
)
def test_what_no_list_knows_is_not_taken_for_a_neighbour(text: str) -> None:
    assert detect(text) == "und"


def test_letters_that_stand_alone_do_not_hide_the_language() -> None:
    rows = (
        "1: k o k s\n2: as row 1\n3: knit, purl, turn, work the next ones to the end of the row, loosely, without haste"
    )
    assert detect(rows) == "en"


def test_every_word_of_a_list_can_be_a_word_of_a_text() -> None:
    words = {word for tag, words in language._without_locale().items() for word in words}
    assert [word for word in words if language._WORDS.fullmatch(word) is None or word != word.casefold()] == []


def test_no_quotation_mark_of_such_a_language_is_changed() -> None:
    article = read('Podul\n\nPodul vechi de peste râu este închis. "Nu este bine," a spus el despre cele ce au fost.\n')
    assert article.lang == "ro"
    assert '"Nu este bine," a spus' in write(article, "html").data.decode()


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ααα" + "x" * 7, "und"),
        ("αααα" + "x" * 7, "el"),
        ("あ" + "x" * 9, "und"),
        ("ああ" + "x" * 9, "ja"),
        ("漢漢" + "x" * 9, "zh"),
        ("漢あ", "ja"),
        ("é" + "x" * 9, "und"),
        ("\u093e\u093e", "hi"),
        (" " * 19_989 + "x" * 7 + "α" * 4, "el"),
        (" " * 19_990 + "x" * 7 + "α" * 4, "und"),
        ("這個", "zh"),
        ("這個說", "zh-Hant"),
        ("這個說这个们说", "zh"),
        ("這個說這这个", "zh-Hant"),
    ],
)
def test_the_script_of_a_language(text: str, tag: str) -> None:
    assert detect(text) == tag


def test_the_languages_with_scripts_of_their_own() -> None:
    shares = {alone.tag: alone.share for alone in language._alone()}
    assert (shares["ja"], shares["zh"], shares["ko"], shares["el"]) == (0.1, 0.1, 0.1, 0.3)
    (japanese,) = (alone for alone in language._alone() if alone.tag == "ja")
    assert [bool(japanese.letters.match(letter)) for letter in "あア漢"] == [True, True, False]
    assert list(shares).index("ja") < list(shares).index("zh")


def function_words(counts: dict[str, int]) -> tuple[dict[str, int], int]:
    """Those of the words that are function words of a language, and the number of all."""
    known = {word: count for word, count in counts.items() if word in language._languages_of()}
    return known, sum(counts.values())


@pytest.mark.parametrize(
    ("tag", "counts", "votes", "expected"),
    [
        ("en", {"which": 2, "zzz": 3}, 2, False),
        ("en", {"which": 3, "zzz": 3}, 3, True),
        ("fr", {"de": 3, "zzz": 8}, 3, True),
        ("fr", {"de": 3, "zzz": 9}, 3, False),
        ("fr", {"de": 7, "zzz": 13}, 7, True),
        ("fr", {"de": 6, "zzz": 14}, 6, False),
        ("fr", {"de": 4, "avec": 2, "zzz": 24}, 6, True),
        ("fr", {"de": 4, "avec": 1, "zzz": 25}, 5, False),
        ("en", {"which": 3, "zzz": 39}, 3, True),
        ("en", {"which": 3, "zzz": 40}, 3, False),
    ],
)
def test_so_many_function_words_claim_a_language(
    tag: str, counts: dict[str, int], votes: int, *, expected: bool
) -> None:
    assert language._is_enough(tag, votes, *function_words(counts)) == expected


@pytest.mark.parametrize(
    ("counts", "votes", "expected"),
    [
        ({"sense": 1, "aquell": 1, "zzz": 8}, 2, True),
        ({"sense": 1, "aquell": 1, "zzz": 9}, 2, False),
        ({"sense": 2, "zzz": 8}, 2, False),
        ({"sense": 1, "les": 1, "zzz": 8}, 2, False),
        ({"sense": 1, "aquell": 1, "les": 1, "zzz": 8}, 3, True),
        ({"sense": 1, "o": 1, "zzz": 8}, 2, False),
        ({"sense": 1, "us": 1, "zzz": 8}, 2, True),
        ({"sense": 1, "which": 1, "avec": 1, "zzz": 2}, 1, False),
    ],
)
def test_a_language_without_a_locale_stands_out(counts: dict[str, int], votes: int, *, expected: bool) -> None:
    assert language._stands_out("ca", "es", votes, *function_words(counts)) == expected


def test_of_equal_languages_that_with_a_locale_leads() -> None:
    assert detect("les les les") in languages()
