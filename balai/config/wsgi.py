"""Django's WSGI application, for the front and for servers of one's own choice."""

from django.core.wsgi import get_wsgi_application

from balai.config.charset import utf8_only

application = utf8_only(get_wsgi_application())
