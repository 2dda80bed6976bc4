# SPDX-License-Identifier: Apache-2.0
"""What can end the judging of a token: it does not hold, or this verifier cannot judge it."""


class TokenWrong(Exception):
    """The token does not hold; `code` is a row of `tokens` in the table of words."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class DerWrong(TokenWrong):
    """Bytes that do not have their form."""

    def __init__(self) -> None:
        super().__init__("malformed")


class NotJudged(Exception):
    """It may hold, but here it cannot be judged: a method that is not known, a lacking part."""

    def __init__(self, code: str, oid: str = "") -> None:
        self.code, self.oid = code, oid
        super().__init__(f"{code} {oid}")
