"""The names of the commands and where each is, without what it takes to run one."""

# Only the module of the command that is called is imported, so that each starts quickly, and the window too.
COMMANDS = {
    "suggest": "desktop.cli.reports",
    "text": "desktop.cli.reports",
    "add": "desktop.cli.adding",
    "import": "desktop.cli.importing",
    "records": "desktop.cli.listing",
    "status": "desktop.cli.listing",
    "decide": "desktop.cli.deciding",
    "export": "desktop.cli.releasing",
    "verify": "desktop.cli.releasing",
}
