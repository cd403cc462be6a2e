"""What members type looks as they meant it."""

import pytest

from forum.markup import RECIPE, cook
from tests.markup.house import House


def html(text):
    return cook(text, House()).html.replace(' rel="nofollow ugc noopener"', "")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        (" \n \n", ""),
        ("Bonjour", "<p>Bonjour</p>"),
        ("Bonjour\nMerci\n\nÀ bientôt", "<p>Bonjour<br>Merci</p><p>À bientôt</p>"),
        ("un\r\ndeux\rtrois", "<p>un<br>deux<br>trois</p>"),
        ("**gras** __gras__ _ital_ *ital*", "<p>" + "<strong>gras</strong> " * 2 + "<em>ital</em> <em>ital</em></p>"),
        ("~~barré~~ ~ 3", "<p><del>barré</del> ~ 3</p>"),
        ("nom_de_fichier et 3 * 4 * 5", "<p>nom_de_fichier et 3 * 4 * 5</p>"),
        (r"\*pas gras\* \@personne", "<p>*pas gras* @personne</p>"),
        ("`a <b> & &amp;`", "<p><code>a &lt;b&gt; &amp; &amp;amp;</code></p>"),
        ("``a ` b`` ``", "<p><code>a ` b</code> ``</p>"),
        ("` a `` b ``", "<p>` a <code>b</code></p>"),
        ("``` a `", "<p>``` a `</p>"),
        (r"\`a \``b` \\`c\`", r"<p>`a `<code>b</code> \<code>c\</code></p>"),
        ("a < b & c > d &nbsp; <b>x</b>", "<p>a &lt; b &amp; c &gt; d &amp;nbsp; &lt;b&gt;x&lt;/b&gt;</p>"),
        # lists
        ("Voici :\n- un\n- deux", "<p>Voici :</p><ul><li>un</li><li>deux</li></ul>"),
        ("• un\n• deux", "<ul><li>un</li><li>deux</li></ul>"),
        ("– un\n– deux", "<ul><li>un</li><li>deux</li></ul>"),
        ("1) un\n2) deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("3. trois\n4. quatre", '<ol start="3"><li>trois</li><li>quatre</li></ol>'),
        ("- un\n\n- deux", "<ul><li><p>un</p></li><li><p>deux</p></li></ul>"),
        ("- un\n\n  suite\n- deux", "<ul><li><p>un</p><p>suite</p></li><li><p>deux</p></li></ul>"),
        ("- un\n  - a\n  - b\n- deux", "<ul><li>un<ul><li>a</li><li>b</li></ul></li><li>deux</li></ul>"),
        ("- un\n    - a\n        - b", "<ul><li>un<ul><li>a<ul><li>b</li></ul></li></ul></li></ul>"),
        ("1. un\n  - a\n2. deux", "<ol><li>un<ul><li>a</li></ul></li><li>deux</li></ol>"),
        ("- un\n1. autre", "<ul><li>un</li></ul><ol><li>autre</li></ol>"),
        ("- un\nsuite", "<ul><li>un<br>suite</li></ul>"),
        ("- un\n\nfin", "<ul><li>un</li></ul><p>fin</p>"),
        ("La loi de\n1901. Elle dit", "<p>La loi de<br>1901. Elle dit</p>"),
        ("-pas une liste\n-5 degrés", "<p>-pas une liste<br>-5 degrés</p>"),
        ("- un\n\n  ```\n  a\n\n  b\n  ```", "<ul><li><p>un</p><pre><code>a\n\nb\n</code></pre></li></ul>"),
        # headings: h1 is the page, h2 the author
        ("# Un\n## Deux\n###### Six", "<h3>Un</h3><h4>Deux</h4><h5>Six</h5>"),
        ("## Titre ##", "<h3>Titre</h3>"),
        ("### Un\n##### Deux\n### Trois", "<h3>Un</h3><h4>Deux</h4><h3>Trois</h3>"),
        ("#motcle", "<p>#motcle</p>"),
        ("Texte\n---\nsuite", "<p>Texte</p><hr><p>suite</p>"),
        ("* * *", "<hr>"),
        # mail
        ("> cité\nma réponse", "<blockquote><p>cité</p></blockquote><p>ma réponse</p>"),
        (
            "> a\n>> b\n> - c",
            "<blockquote><p>a</p><blockquote><p>b</p></blockquote><ul><li>c</li></ul></blockquote>",
        ),
        ("    quatre espaces", "<p>quatre espaces</p>"),
        # code
        ("```python\nif a < b:\n\n    x = '**'\n```", "<pre><code>if a &lt; b:\n\n    x = '**'\n</code></pre>"),
        ("~~~\n```\n~~~", "<pre><code>```\n</code></pre>"),
        ("```\njamais fermé", "<pre><code>jamais fermé\n</code></pre>"),
    ],
)
def test_writing(written, shown):
    assert html(written) == shown


def test_a_table_scrolls_in_a_named_frame_and_keeps_its_alignment():
    cooked = html("Texte\n| Nom | Places |\n|:---|---:|\n| Rodez | `1|2` |\n| Albi |\nsuite")
    assert (
        '<div class="table" role="group" tabindex="0" aria-label="Tableau\u00a0: Nom, Places">'.replace(
            "\u00a0", "&nbsp;"
        )
        in cooked
    )
    assert '<th scope="col" class="right">Places</th>' in cooked
    assert '<td class="right"><code>1|2</code></td>' in cooked
    assert cooked.startswith("<p>Texte</p>")
    assert cooked.endswith("<p>suite</p>")


def test_pipes_without_a_rule_below_are_text():
    assert html("a | b\nc | d") == "<p>a | b<br>c | d</p>"


def test_the_text_has_the_words_and_nothing_else():
    cooked = cook("# Titre\n\nUn **mot** & <b>\n- a\n- b\n\n|x|y|\n|-|-|\n|1|2|\n\nfin\n> q", House())
    assert cooked.text == "Titre\nUn mot & <b>\na\nb\nx y\n1 2\nfin\nq"


def test_text_is_the_same_however_it_was_typed():
    assert cook("e\u0301te\u0301\x00\x02\ufeff \ud800").html == "<p>été \ufffd</p>"


def test_the_recipe_is_a_number_to_compare():
    assert isinstance(RECIPE, int)


MINUTES = """# Compte rendu de la réunion du comité du 16 février

**Présents :** Solène Marquis, Laurence Teyssier, Karim Bensaïd
**Excusés :** Étienne Roubaud

## 1. Point d’étape sur les livrets

La coordinatrice rappelle le calendrier (voir https://espace.example/t/livret/5/2). Trois établissements ont répondu :

- le premier partage sa trame, relue par le CVS ;
- le deuxième *hésite* encore :
  - faute de temps,
  - faute de version facile à lire ;
- le troisième enverra la sienne d’ici au 31 mars.

> « Un livret se lit à deux, avec la famille. »

| Établissement | Référente | Échéance |
|---|---|--:|
| La Clairière | Solène Marquis | 31 mars |
| Le Grand Tilleul | Laurence Teyssier | 15 avril |

1. **Décision :** chaque structure désigne un référent.
2. **Action :** l’équipe d’appui prépare une grille, avant la prochaine réunion.

---
Prochaine réunion : le 6 avril, à 14 h. Contact : appui@espace.example

"""


def test_ten_pages_of_minutes_cook_and_keep_every_word():
    cooked = cook(MINUTES * 32, House())
    assert len(MINUTES * 32) > 28_000
    for tag, count in {"<h3>": 32, "<h4>": 32, "<table>": 32, "<ol>": 32, "<ul>": 64, "<hr>": 32}.items():
        assert cooked.html.count(tag) == count
    assert cooked.text.count("faute de version facile à lire") == 32
    assert cooked.links == ("/t/livret/5/2", "mailto:appui@espace.example")


def test_cooking_twice_gives_the_same():
    assert cook(MINUTES, House()) == cook(MINUTES, House())
