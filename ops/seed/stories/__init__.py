"""What happened at the demo’s customers, the oldest story first."""

from ops.seed.stories.acme import ACME_STORIES
from ops.seed.stories.duinrand import DUINRAND_STORIES
from ops.seed.stories.fjell import FJELL_STORIES
from ops.seed.stories.globex import GLOBEX_STORIES

STORIES = tuple(
    sorted((*ACME_STORIES, *DUINRAND_STORIES, *FJELL_STORIES, *GLOBEX_STORIES), key=lambda story: -story.ago)
)
