"""What can be done with accounts. They flush and tell; they neither ask a rule nor commit."""

from forum.accounts.actions.admission import admit, refuse
from forum.accounts.actions.credentials import (
    apply_email_change,
    change_email,
    change_password,
    choose_password,
    request_reset,
    request_sign_in_link,
    sign_out_everywhere,
)
from forum.accounts.actions.invitations import invite, withdraw
from forum.accounts.actions.profile import set_display, update_profile
from forum.accounts.actions.sign_up import NewPerson, confirm, sign_up, sign_up_invited
from forum.accounts.actions.standing import change_role, come_back, leave, suspend, unsuspend

__all__ = [
    "NewPerson",
    "admit",
    "apply_email_change",
    "change_email",
    "change_password",
    "change_role",
    "choose_password",
    "come_back",
    "confirm",
    "invite",
    "leave",
    "refuse",
    "request_reset",
    "request_sign_in_link",
    "set_display",
    "sign_out_everywhere",
    "sign_up",
    "sign_up_invited",
    "suspend",
    "unsuspend",
    "update_profile",
    "withdraw",
]
