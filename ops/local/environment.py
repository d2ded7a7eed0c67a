"""The environment of the server process; made from nothing: its workers, the functions, inherit it."""

from ops.local.cloud import KEY, REGION, LocalCloud

NO_DOCKER = "unix:///nonexistent/docker.sock"


def server_environment(cloud: LocalCloud) -> dict[str, str]:
    """Everything the emulator, the doors and the functions find in their environment."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(cloud.scratch),
        "TMPDIR": str(cloud.scratch),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONUNBUFFERED": "1",
        **_emulator(cloud),
        **_functions(cloud),
    }


def _emulator(cloud: LocalCloud) -> dict[str, str]:
    return {
        "GATEWAY_PORT": str(cloud.aws_port),
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(cloud.aws_state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(cloud.objects),
        "IOT_MTLS_ENABLED": "0",  # else an MQTT broker listens on every interface
        "SFTP_ENABLED": "0",
        "AUTH": "true" if cloud.rights else "false",
        "DOCKER_HOST": NO_DOCKER,  # else it looks for containers to clean up
        "LAMBDA_EXECUTOR": "local",
        "LAMBDA_WARM_TTL_SECONDS": "900",
    }


def _functions(cloud: LocalCloud) -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": KEY,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL_SESV2": f"{cloud.portal_url}/_ses",
        "AWS_SDK_UA_APP_ID": "loket-local",
    }
