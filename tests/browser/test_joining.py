"""Walk 2: joining. Sign up, confirm, be a member at once or wait, sign in by every way, sign out everywhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from forum.accounts import passwords
from forum.categories.setup import create_defaults
from forum.directory.actions import set_domains
from tests.browser.checks import is_sound
from tests.browser.postbox import Postbox, link_in, words_of
from tests.browser.steps import arriving, focused, follow, open_account_menu, press, says_what_is_wrong
from tests.browser.ways import every_device
from tests.makers import make_establishment, make_organiser, make_user

EMAIL = "nadia.ferrand@trois-ponts.example"
PASSWORD = "quatre mots bien rangés"
PLACE = "D-ITEP Les Trois Ponts (Aude)"


@pytest.fixture
def three_ponts(app):
    """An establishment of the network, whose addresses are known."""
    create_defaults()
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    set_domains(place, ["trois-ponts.example"])
    return place


@pytest.fixture
def nadia(three_ponts):
    """A member who chose a password."""
    return make_user(first_name="Nadia", email=EMAIL, password_hash=passwords.hashed(PASSWORD))


def sign_up(page: Page, email: str, place: str):
    page.get_by_label("Prénom").fill("Nadia")
    page.get_by_label("Nom de famille").fill("Ferrand")
    page.get_by_label("Établissement").fill(place)
    page.get_by_label("Fonction").fill("Directrice")
    page.get_by_label("Courriel professionnel").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_label(re.compile("J’accepte la charte")).check()
    return press(page, "Créer mon compte")


def is_home(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Nadia")


@every_device
def test_a_known_address_opens_the_space_at_once(page, site, three_ponts, postbox):
    page.goto(site("/"))
    is_sound(page)
    follow(page, "S’inscrire")
    is_sound(page)
    expect(page.locator(f"datalist option[value='{PLACE}']")).to_be_attached()

    wrong = press(page, "Créer mon compte")
    says_what_is_wrong(page, wrong, "Prénom", "Nom de famille", "Établissement", "Fonction", "Courriel professionnel")
    is_sound(page)

    sign_up(page, EMAIL, PLACE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrez votre messagerie")
    is_sound(page)

    link = link_in(postbox.last(EMAIL))
    page.goto(link)
    is_sound(page)
    page.reload()  # opening the link changes nothing, however often
    press(page, "Confirmer mon adresse")
    is_home(page)
    is_sound(page)

    page.goto(link)  # it has served
    expect(page.get_by_role("main")).to_contain_text("déjà servi")
    is_sound(page)


@every_device
def test_another_address_waits_for_one_click_of_an_organiser(page, open_page, sign_in, site, three_ponts, postbox):
    organiser = make_organiser()
    staff = sign_in(open_page(page.way), organiser)
    page.goto(site("/inscription"))
    sign_up(page, "nadia@ailleurs.example", "SESSAD Les Genêts (Hérault)")
    page.goto(link_in(postbox.last("nadia@ailleurs.example")))
    press(page, "Confirmer mon adresse")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci, Nadia")
    is_sound(page)

    letter = postbox.last(organiser.email)
    assert "Nadia Ferrand" in words_of(letter)
    staff.goto(site("/notifications"))
    expect(staff.get_by_role("main").get_by_role("link", name=re.compile("Nadia Ferrand"))).to_be_visible()
    is_sound(staff)
    staff.goto(link_in(letter))
    expect(staff.get_by_role("main")).to_contain_text("SESSAD Les Genêts (Hérault)")
    is_sound(staff)
    press(staff, re.compile("^Admettre"))
    expect(staff.get_by_role("status").filter(has_text="Nadia Ferrand")).to_be_visible()
    expect(staff.get_by_role("main")).to_contain_text("Personne n’attend")
    is_sound(staff)

    page.goto(link_in(postbox.last("nadia@ailleurs.example")))
    is_home(page)


@every_device
def test_one_signs_in_by_password_by_link_and_without_either(page, site, nadia, postbox):
    page.goto(site("/connexion?next=/preferences"))
    is_sound(page)
    page.get_by_label("Courriel professionnel").fill(EMAIL)
    page.get_by_label("Mot de passe", exact=True).fill("ce n’est pas le bon")
    says_what_is_wrong(page, press(page, "Se connecter"), "Mot de passe")
    is_sound(page)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    with arriving(page):
        page.keyboard.press("Enter")  # the password's button, though another stands before it
    expect(page).to_have_url(site("/preferences"))

    sign_out(page)
    page.goto(site("/connexion"))
    sign_in_by_link(page, postbox)
    sign_out(page)
    page.goto(site("/connexion"))
    choose_another_password(page, postbox)


def sign_out(page: Page) -> None:
    press(page, "Se déconnecter", within=open_account_menu(page))
    expect(page.get_by_role("status").filter(has_text="À bientôt")).to_be_visible()


def sign_in_by_link(page: Page, postbox: Postbox) -> None:
    page.get_by_label("Courriel professionnel").fill(EMAIL)
    press(page, "Recevoir un lien de connexion")
    is_sound(page)
    page.goto(link_in(postbox.last(EMAIL)))
    is_sound(page)
    press(page, "Me connecter")
    is_home(page)


def choose_another_password(page: Page, postbox: Postbox) -> None:
    follow(page, "Mot de passe oublié")
    is_sound(page)
    page.get_by_label("Courriel professionnel").fill(EMAIL)
    press(page, "Recevoir le lien")
    page.goto(link_in(postbox.last(EMAIL)))
    page.get_by_label("Nouveau mot de passe").fill("court")
    says_what_is_wrong(page, press(page, "Enregistrer ce mot de passe"), "Nouveau mot de passe")
    is_sound(page)
    page.get_by_label("Nouveau mot de passe").fill("quatre autres mots rangés")
    press(page, "Enregistrer ce mot de passe")
    is_home(page)
    expect(page.get_by_role("status").filter(has_text="Votre nouveau mot de passe est enregistré")).to_be_visible()


@every_device
def test_signing_out_everywhere_closes_the_other_browser(page, open_page, sign_in, site, nadia):
    other = sign_in(open_page(page.way), nadia)
    sign_in(page, nadia)
    other.goto(site("/preferences"))
    expect(other.get_by_role("heading", level=1)).to_have_text("Mes préférences")
    page.goto(site("/preferences/securite"))
    is_sound(page)
    press(page, "Se déconnecter partout")
    for each in (page, other):
        each.goto(site("/preferences"))
        expect(each.get_by_role("heading", level=1)).to_have_text("Se connecter")


def test_the_keyboard_alone_signs_in(page, site, nadia):
    """Skip link first, then in order; what has the focus shows it."""
    page.goto(site("/connexion"))
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Aller au contenu")
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here.evaluate("e => getComputedStyle(e).outlineStyle !== 'none'"), "the focus does not show"
        seen.append(here.evaluate("e => e.name || e.innerText.trim()"))
        if here.get_attribute("name") == "email":
            page.keyboard.type(EMAIL)
        if here.get_attribute("name") == "password":
            page.keyboard.type(PASSWORD)
            break
    assert seen.index("email") < seen.index("password")
    page.keyboard.press("Enter")
    is_home(page)
