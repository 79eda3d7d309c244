"""Pages: every blueprint that the app serves, in one list."""

from web import about, home, language, new_passwords, profile, sign_in, theme

BLUEPRINTS = (
    home.pages,
    sign_in.pages,
    new_passwords.pages,
    profile.pages,
    language.pages,
    about.pages,
    theme.pages,
)
