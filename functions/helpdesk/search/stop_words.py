"""Words too common to say what a text is about; they also tell the language of a text."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        """
        a about after all also am an and any are as at be been before being but by can could did do does
        doing done for from get had has have having he her here hers him his how i if in into is it its
        just like me my no nor not of off on or our out over own please she should so some such than that
        the their them then there these they this those to too under up us very was we were what when
        where which while who whom why will with would you your yours thanks thank hi hello dear regards
        im ive dont doesnt cant
        """
    ),
    "nl": _set(
        """
        aan al alle als bij ben daar dan dat de deze die dit doe door een en er geen geweest haar had heb
        hebben heeft hem het hier hij hoe hun ik in is ja je jij jullie kan kon kunnen maar me mee meer
        men met mij mijn moet na naar niet niets nog nu of om omdat ons onze ook op over te tegen toch
        toen tot u uit uw van veel voor waar wanneer want waren was wat we wel werd wie wij worden wordt
        zal ze zich zij zijn zo zou zonder graag groet beste hallo bedankt
        """
    ),
    "de": _set(
        """
        ab aber alle als also am an auch auf aus bei bin bis bitte da damit dann das dass dem den der des
        die dies diese dieser dieses doch du durch ein eine einem einen einer eines er es für habe haben
        hat hatte ich ihm ihn ihr ihre im in ist ja kann kein keine können man mein meine mich mir mit
        muss nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine sich sie sind so über um
        und uns unser unter vom von vor war warum was weil wenn wer werden wie wieder wir wird wo zu zum
        zur hallo danke gruß grüße freundlichen
        """
    ),
    "nb": _set(
        """
        alle at av bare ble blir da de deg dem den denne der dere det dette din disse du eller en er et
        etter for fordi fra før ha hadde han har hei hele her hos hun hva hvem hver hvis hvor hvordan i
        ikke ingen inn jeg kan kom kunne man med meg men mer min mot mye må når nå og også om opp oss over
        på seg selv si sin skal skulle slik som så til ut uten var ved vi vil ville vår være vært hilsen
        takk
        """
    ),
    "ru": _set(
        """
        а без бы был была были было быть в вам вас ваш весь во вот все всё вы где да для до его ее её если
        есть еще ещё же за здравствуйте и из или им их к как ко когда который кто ли мне можно мой мы на
        надо нас наш не него нет ни но ну о об он она они оно от очень по под пожалуйста при с себя со
        спасибо так также там то тоже только ты у уже что чтобы эта эти это этот я
        """
    ),
}
