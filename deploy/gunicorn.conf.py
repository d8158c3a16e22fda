"""Gunicorn behind a proxy on the same network: threads wait for the database, processes use the cores."""

bind = "0.0.0.0:8000"
workers = 2
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than the proxy keeps a connection, so that it is never the one to be surprised
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
limit_request_line = 4094
