"""The changing routes that ask no rule, each with its reason. Everything else calls ``require``."""

OPEN = {  # open to visitors
    "accounts.sign_up": "anyone may ask for an account",
    "accounts.confirm": "the link in the mail is the proof",
    "accounts.sign_in": "one is not signed in yet",
    "accounts.sign_in_link": "one is not signed in yet",
    "accounts.use_sign_in_link": "the link in the mail is the proof",
    "accounts.sign_out": "leaving is always allowed",
    "accounts.forgot": "one is not signed in yet",
    "accounts.reset": "the link in the mail is the proof",
    "accounts.use_email_link": "the link in the mail is the proof",
    "accounts.use_invitation": "the link in the mail is the proof",
    "accounts.language": "a visitor too chooses language and theme",
    "notifications.create_unsubscription": "the signed link in the mail is the proof",
    "accounts.set_display": "a visitor too chooses language and theme",
    "meetings.answer_by_mail": "the signed link in the mail is the proof",
    "trainings.by_mail": "the signed link in the mail is the proof",
    "trainings.change_by_mail": "the signed link in the mail is the proof",
    "trainings.details_by_mail": "the signed link in the mail is the proof",
    "trainings.answer_questionnaire": "the signed link in the mail is the proof",
}

OWN = {  # only for people signed in, and only about themselves
    "accounts.preferences": "one's own profile",
    "accounts.change_email": "one's own address",
    "accounts.change_password": "one's own password",
    "accounts.close_session": "one's own sessions",
    "accounts.sign_out_everywhere": "one's own sessions",
    "topics.delete_bookmark": "one's own bookmarks, of messages one may read no more too",
    "topics.edit_bookmark": "one's own bookmarks",
    "topics.mark_read": "one's own read positions",
    "topics.set_category_level": "one's own way of following what one sees",
    "topics.set_tag_level": "one's own way of following what one sees",
    "drafts.delete": "one's own drafts",
    "notifications.create_reading": "one's own notifications",
    "notifications.update_preferences": "one's own switches",
    "notifications.update_levels": "one's own way of following what one sees",
}
