"""Step: which language the new text is in, by its alphabet and its commonest words."""

import re

from helpdesk.mail.draft import Draft

_WORDS = {
    "en": (
        "the and is are you to of for my not have with this that please can i we it in on was but when "
        "thanks hello he they what be as at my from"),
    "nl": (
        "de het een en is van ik je niet dat op te voor met zijn maar ook kan wij graag bij naar heb aan "
        "deze onze geen nog wel dank uw mijn"),
    "de": (
        "der die das und ist nicht ich sie wir mit auf für ein eine zu den von es bitte habe auch wird "
        "sehr geehrte danke noch er wieder wie kann uns im bei gruß"),
    "fr": (
        "le la les et est je vous pas de des un une pour dans que qui avec sur nous bonjour merci ce "
        "cette mon"),
    "es": (
        "el la los las y es no que de en un una por para con me mi se hola gracias pero tengo está como "
        "puede"),
    "it": (
        "il lo la gli e è non che di un una per con mi si ho sono grazie buongiorno del della questo "
        "anche ma"),
    "pt": (
        "o a os as e é não que de um uma para com me meu se obrigado olá está mas tenho por isso você do "
        "da em"),
    "sv": "och att det är jag inte en ett på som för med har till vi av kan den hej tack när men om mig",
    "no": "og å det er jeg ikke en et på som for med har til vi av kan den hei takk når men om meg fra",
    "da": "og at det er jeg ikke en et på som for med har til vi af kan den hej tak når men om mig fra jer",
    "fi": "ja on ei että se minä olen kun niin mutta tai hei kiitos voi ole sen myös joka meillä mitä",
    "pl": "i w na nie się że jest to z do jak o dzień dobry proszę dziękuję mam czy ale dla po od już",
    "cs": "a je se na že to v nejde dobrý den děkuji prosím ale jsem není mám pro jak s do z",
    "hu": "a az és hogy nem egy van ez köszönöm kérem meg is de ha csak már vagy lehet",
    "tr": "ve bir bu için ile de da mi ben çok teşekkürler merhaba ama var yok olarak lütfen",
    "ro": "și nu este un o la de cu pe care în pentru mulțumesc bună ziua dar am sunt",
}  # fmt: skip
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05), ("ko", re.compile("[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.2), ("ru", re.compile("[\u0400-\u04ff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3), ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3), ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
)  # fmt: skip
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000


def tell_language(draft: Draft) -> None:
    draft.language = language(draft.new_text) or language(draft.text) or language(draft.topic)


def language(text: str) -> str:
    """ISO 639-1 code, "" when there is too little to go by."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters < 2:
        return ""
    for code, script, share in _SCRIPTS:
        if len(script.findall(sample)) > letters * share:
            return "uk" if code == "ru" and len(_UKRAINIAN.findall(sample)) > letters * 0.02 else code
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best < 2 or best < len(words) * 0.08 or best == second:
        return ""
    return next(code for code, score in scores.items() if score == best)
