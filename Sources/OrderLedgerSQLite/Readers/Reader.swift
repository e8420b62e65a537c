import Dispatch

/// One place of the pool: a queue and the read connection that lives on it, opened at its first use.
///
/// @unchecked Sendable: `connection` is touched only by the one read that the pool lends the reader
/// to, and by `close` when no read can have it any more.
final class Reader: @unchecked Sendable {
  private let queue: DispatchQueue
  private let open: @Sendable () throws(SQLiteError) -> Connection
  private var connection: Connection?

  init(label: String, open: @escaping @Sendable () throws(SQLiteError) -> Connection) {
    queue = DispatchQueue(label: label, qos: .userInitiated)
    self.open = open
  }

  /// Runs `body` on one snapshot: a brief one here, once the connection is open.
  func read<R: Sendable, E: SQLiteFailure>(
    _ operation: ReadOperation, _ isBrief: Bool,
    _ body: @escaping @Sendable (Connection) throws(E) -> R
  ) async -> Result<R, E> {
    if isBrief, connection != nil {
      do throws(E) { return .success(try readHere(operation, body)) } catch {
        return .failure(error)
      }
    }
    return await withCheckedContinuation { continuation in
      queue.async {
        do throws(E) {
          continuation.resume(returning: .success(try self.readHere(operation, body)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
  }

  func close() async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.connection?.abandon()
        self.connection = nil
        continuation.resume()
      }
    }
  }

  private func readHere<R, E: SQLiteFailure>(
    _ operation: ReadOperation, _ body: (Connection) throws(E) -> R
  ) throws(E) -> R {
    let connection: Connection
    do throws(SQLiteError) { connection = try opened() } catch { throw E(error) }
    defer { dropIfSuspect(connection) }
    return try operation.run(on: connection) { connection throws(E) in
      try connection.read { () throws(E) in try body(connection) }
    }
  }

  private func opened() throws(SQLiteError) -> Connection {
    if let connection { return connection }
    let fresh = try open()
    connection = fresh
    return fresh
  }

  /// What the disk or a replaced file did to one read must not reach the next.
  private func dropIfSuspect(_ connection: Connection) {
    guard connection.isSuspect || connection.needsReopen else { return }
    connection.abandon()
    self.connection = nil
  }
}
