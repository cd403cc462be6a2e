"""What some roles may know of what others may not, and where."""

from tests.doors import trainings_world

# Names, texts and rights of a category; names of groups: what an administrator sets up without entering.
SET_UP = {
    "sallenom",
    "salleadresse",
    "salletexte",
    "sallebouton",
    "salletrame",
    "groupnom",
    "groupadresse",
    "grouptexte",
}

# Words that a member has quoted are that member's words: their own message holds them as typed, for themselves and for
# the support team, who may edit it. Nobody else is shown them once the source is closed.
QUOTED = {"deplacecite"}
QUOTING = {"topics.edit_post", "topics.revisions"}

# Who is registered for a training is known to the support team; to who registered them, the name; to the person all
# of it but what the team notes.
REGISTRANTS = {"inscrit" + name for name in ("prenom", "nom", "courriel", "fonction", "etablissement", "besoin")}
REGISTRANTS |= {"inscritmot", "inscritreponse", "inscritjournal"}

# Who came to a training day, and what participants are asked.
CAME = {"presentprenom", "presentnom", "presentcourriel", "presentetablissement", "questionnaireintro"}

# What the signed link of a mail tells whoever holds it: which meeting it answers to, and the answer given.
IN_THE_LINK = {"reuniontitre", "reunionlieu", "suppleance"}

# What a calendar is told at the secret address of somebody inside, who alone knows it.
IN_THE_FEED = {"reuniontitre", "reunionlieu", "reunionadresse"}

# The support team arranges what it may see.
OF_A_DRAFT = {"reunionbrouillon", "pointbrouillon", "crouvertbrouillon"}

# What a member tells the support team.
TO_THE_TEAM = {"correctionouverte"}

# Canaries that no page shows to anybody, each with the reason why it was put there.
SILENT = {
    "sujetreply": "subjects of mails stay between sender and reader",
    "courrielreply": "mails stay between sender and reader",
    "htmlreply": "mails stay between sender and reader",
    "sujetreset": "one-time links stay between sender and reader",
    "courrielreset": "one-time links stay between sender and reader",
    "htmlreset": "one-time links stay between sender and reader",
    "navigateur": "of a session only the browser's name is shown",
    "suspension": "said by mail",
    "imagecontenu": "no picture has words",
    "avistexte": "fewer than five answers are shown to nobody",
    "supprime": "a deleted message leaves its place and no words",
    "ancienmessage": "a deleted topic is shown by its title and its notices",
    "brouillon": "an address says the name, and what it says is left out",
}


def allowed(role: str, endpoint: str) -> set[str]:
    """The places whose words ``role`` may read at ``endpoint``."""
    places: set[str] = set()
    if endpoint == "accounts.confirm":
        places |= {"inconnu"}  # the name of whoever holds the mailed link
    if endpoint == "calendar.feed":
        places |= IN_THE_FEED
    if endpoint == "meetings.answer_by_mail":
        places |= IN_THE_LINK
    if endpoint in ("trainings.by_mail", "trainings.change_by_mail", "trainings.details_by_mail"):
        places |= REGISTRANTS
    if endpoint.startswith("trainings.") and role in ("organiser", "administrator"):
        places |= REGISTRANTS | CAME
    if endpoint == "trainings.answer_questionnaire":
        places |= {"questionnaireintro"}
    if role in ("organiser", "administrator"):
        # the support team arranges what it may see
        places |= OF_A_DRAFT | TO_THE_TEAM | trainings_world.OF_A_DRAFT
    if endpoint.startswith("admin."):
        places |= {"inconnu", "presentcourriel"} if role in ("organiser", "administrator") else set()
        places |= SET_UP if role == "administrator" else set()
    if endpoint in QUOTING and role in ("neighbour", "organiser", "administrator"):
        places |= QUOTED
    return places


def unheard(places: set[str]) -> set[str]:
    """Those of ``places`` that somebody should have been shown."""
    return places - SILENT.keys()
