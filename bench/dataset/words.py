"""French text from a vocabulary: a few words come again and again, most of them rarely, as in any language (Zipf)."""

import random
from itertools import accumulate

COMMON, RARE = "équipe", "palimpseste"  # what the benchmark looks for

# The most frequent first; invented words follow, so that the index is as wide as that of a real network.
SPOKEN = """
    de la le les et des à en un équipe une du pour dans que qui nous est sur avec par au vous ce plus pas ne sont ou
    se cette jeunes accompagnement établissement enfants familles projet temps travail réunion école faire deux comme
    accueil professionnels avons tout nos leur semaine parents éducateur année dispositif séance bien document aussi
    besoin situation groupe directrice service entre place soin parcours chaque encore scolaire après avant être ont
    retour convention transport planning trame calendrier classe partenaire question journée mois fiche évaluation
    inclusion collège internat atelier stage horaire bilan notification orientation secteur médecin psychologue
    orthophoniste enseignante assistante coordinatrice chauffeur maîtresse veilleur infirmière budget décompte
    modalité souplesse passage règlement livret charte protocole tableau modèle exemple adresse annexe courrier
    signature rentrée vacances trimestre vendredi mardi matin soir heure demi journal carnet synthèse rapport visite
    rencontre lien contact avis conseil retours expérience merci bonjour collègues réponse demande possible prochaine
    première petit grand nouveau commun simple utile difficile important adapté partagé proposer écrire lire mettre
    prendre venir voir savoir chercher trouver transmettre préparer organiser répondre construire expliquer remplir
    signer relire vérifier essayer garder ouvrir fermer changer suivre compter penser mieux souvent parfois toujours
    jamais ensemble peut doit fait cela rien quelque autre même fois part cas point suite fin début lieu cadre niveau
    mode
""".split()
SOUNDS = (
    "ba bi bo ca co da di do fa fi ga gi la li lo ma mi mo na ni no pa pi po ra ri ro sa so ta ti to va vi vo".split()
)
ENDINGS = "tion ment eur ité age ance isme iste oir ette elle ier ien eux able ude".split()
INVENTED = 9_000


class Writer:
    """Writes sentences, paragraphs and titles; the same ``seed`` writes the same words."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        words = SPOKEN + [self._invented() for _ in range(INVENTED)]
        self._words = words
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def words(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._weights, k=count)

    def sentence(self, count: int | None = None) -> str:
        words = self.words(count or self.chance.randint(7, 18))
        if len(words) > 12:
            words[6] += ","
        return " ".join(words).capitalize()

    def title(self) -> str:
        return self.sentence(self.chance.randint(4, 9)) + self.chance.choice(("", " ?", " : vos retours"))

    def paragraph(self) -> str:
        """Markdown: mostly sentences, now and then a list or something in bold."""
        sentences = [
            self.sentence() + self.chance.choice((".", ".", ".", " ?", " !")) for _ in range(self.chance.randint(1, 4))
        ]
        kind = self.chance.random()
        if kind < 0.12:
            return sentences[0][:-1].rstrip() + " :\n\n" + "\n".join(f"- {self.sentence(5)}" for _ in range(3))
        if kind < 0.25:
            sentences[-1] = f"**{sentences[-1]}**"
        return " ".join(sentences)

    def _invented(self) -> str:
        return "".join(self.chance.choices(SOUNDS, k=self.chance.randint(1, 3))) + self.chance.choice(ENDINGS)
