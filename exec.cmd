@rem npm scripts that must end with npm begin with `exec`, so that no shell stands between them. Shells know
@rem the word; cmd.exe, which has none, finds this file in its place.
@%*
