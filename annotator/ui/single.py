"""One process for each person: a second start hands its file to the first and ends."""

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from annotator.settings import config_folder

_PATIENCE_MS = 1500
_MOST_BYTES = 1 << 16


def server_name() -> str:
    """Return the name under which this person's process is reached; it follows the folder of settings."""
    return f"annotator-{hashlib.sha256(str(config_folder()).encode()).hexdigest()[:20]}"


def hand_over(path: str) -> bool:
    """Give a file (or nothing, to be raised) to the process that runs already; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name())
    if not socket.waitForConnected(_PATIENCE_MS // 3):
        return False
    socket.write(f"{path}\n".encode())
    is_taken = socket.waitForBytesWritten(_PATIENCE_MS) and socket.waitForReadyRead(_PATIENCE_MS)
    socket.disconnectFromServer()
    return bool(is_taken)


class Doorbell(QObject):
    """Waits for later starts of the program by the same person."""

    rung = Signal(str)
    """Another start asked for a file, or with an empty text only for the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def wait(self) -> bool:
        """Begin to wait; a name left by a process that crashed is taken over."""
        if self._server.listen(server_name()):
            return True
        QLocalServer.removeServer(server_name())
        return bool(self._server.listen(server_name()))

    def stop(self) -> None:
        """Wait no longer."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setParent(self)
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        path = bytes(socket.readLine().data()).decode("utf-8", errors="replace").rstrip("\n")
        socket.write(b"taken\n")
        socket.flush()
        self.rung.emit(path)
