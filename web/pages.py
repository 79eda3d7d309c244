"""Pages: every blueprint that the app serves, in one list."""

from web import (
    about,
    home,
    imports,
    language,
    mandates,
    new_passwords,
    organisations,
    people,
    profile,
    representations,
    sign_in,
    theme,
)

BLUEPRINTS = (
    home.pages,
    sign_in.pages,
    new_passwords.pages,
    profile.pages,
    imports.pages,
    organisations.pages,
    representations.pages,
    people.pages,
    mandates.pages,
    language.pages,
    about.pages,
    theme.pages,
)
