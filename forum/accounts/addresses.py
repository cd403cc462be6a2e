"""Mail addresses: what may be one."""


def is_address(text: str) -> bool:
    """Does ``text`` read like an address? (No question is asked of the network.)"""
    from email_validator import EmailNotValidError, validate_email  # takes a while to import, and few ask for it

    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError:
        return False
    return len(text) <= 254
