"""What a browser sent is the same text on both databases."""

from io import BytesIO

from flask import request


def test_nul_is_taken_out_of_addresses_and_forms(app):
    data = {"body": "a\x00b", "file": (BytesIO(b"\x00\x01"), "f.bin")}
    with app.test_request_context("/?q=x%00y&q=z", method="POST", data=data):
        assert request.args.getlist("q") == ["xy", "z"]
        assert request.form["body"] == "ab"
        assert request.files["file"].read() == b"\x00\x01"


def test_a_plain_form_is_cleaned_too(app):
    with app.test_request_context("/", method="POST", data={"body": "a\x00b"}):
        assert (request.form["body"], request.values["body"]) == ("ab", "ab")
