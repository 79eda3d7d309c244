"""Pages: every blueprint that the app serves, in one list."""

from web import (
    about,
    dossier_acts,
    dossier_dress,
    dossier_moves,
    dossiers,
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
    dossiers.pages,
    dossier_dress.pages,
    dossier_moves.pages,
    dossier_acts.pages,
)
