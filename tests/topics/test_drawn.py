"""Pieces that are drawn once show nobody what is another's, and never what was true before."""

from forum.topics.models import TopicReader
from tests.makers import added, make_category, make_organiser, make_post, make_topic, make_user


def test_what_one_person_may_do_is_not_drawn_for_the_next(log_in):
    author = make_user()
    topic = make_topic(category=make_category(kind="question"))
    post = make_post(topic, author=author)
    for person, sees in ((author, True), (make_user(), False), (make_organiser(), True), (make_user(), False)):
        page = log_in(person).get(topic.url).text
        assert (f"/messages/{post.id}/modifier" in page) is sees


def test_each_reader_has_their_own_marks_in_a_list(log_in):
    topic = make_topic(title="Suivi")
    make_post(topic)
    behind, done = make_user(), make_user()
    added(TopicReader(user_id=behind.id, topic_id=topic.id, last_read=1, level="tracking", reason="replied"))
    added(TopicReader(user_id=done.id, topic_id=topic.id, last_read=2, level="tracking", reason="replied"))
    assert 'title="1 message non lu"' in log_in(behind).get("/recents").text
    assert "message non lu" not in log_in(done).get("/recents").text


def test_a_message_drawn_before_is_drawn_anew_when_its_author_has_another_function(log_in):
    author = make_user(function="Directrice adjointe")
    topic = make_topic(author=author)
    reader = log_in(make_user())
    assert "Directrice adjointe" in reader.get(topic.url).text
    author.function = "Cheffe de service"
    page = reader.get(topic.url).text
    assert "Cheffe de service" in page
    assert "Directrice adjointe" not in page


def test_each_language_is_drawn_on_its_own(log_in):
    topic = make_topic()
    french = log_in(make_user()).get(topic.url).text
    english = log_in(make_user(locale="en")).get(topic.url).text
    assert "Citer ce message" in french
    assert 'lang="en"' in english
