"""What setting up desks needs."""

from typing import TYPE_CHECKING

from helpdesk import config
from helpdesk.bootstrap.parts import clients
from helpdesk.config import Settings

if TYPE_CHECKING:
    from helpdesk.storage.table import Table
    from helpdesk.usecases.administration.deps import AdminDeps


def admin_of(settings: Settings, table: "Table") -> "AdminDeps":
    """The table and SES."""
    from helpdesk.adapters.mailer import SesMailer
    from helpdesk.adapters.pictures import small_png
    from helpdesk.storage.administration import TableAdministration
    from helpdesk.storage.handovers import TableHandovers
    from helpdesk.usecases.administration.deps import AdminDeps

    return AdminDeps(
        rows=TableAdministration(table),
        handovers=TableHandovers(table),
        mailer=SesMailer(clients().sesv2, settings[config.CONFIGURATION_SET]),
        sender=settings[config.SENDER],
        deployment=settings[config.DEPLOYMENT],
        picture=small_png,
    )
