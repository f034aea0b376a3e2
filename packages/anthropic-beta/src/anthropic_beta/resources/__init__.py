"""Resources of beta: `client.beta`, and what is below it."""

from .beta import AsyncBeta as AsyncBeta
from .beta import Beta as Beta
from .files import AsyncFiles as AsyncFiles
from .files import Files as Files
from .messages import AsyncMessages as AsyncMessages
from .messages import Messages as Messages
from .models import AsyncModels as AsyncModels
from .models import Models as Models
from .skills import AsyncSkills as AsyncSkills
from .skills import AsyncVersions as AsyncVersions
from .skills import Skills as Skills
from .skills import Versions as Versions
