"""Django's WSGI application, for the front and for servers of one's own choice."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
