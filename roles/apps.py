from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "roles"
    verbose_name = "Roles and claims"

    def ready(self) -> None:
        from roles import guards  # noqa: F401  (connects the refusals)
