/// A job that is a closure.
package struct WorkerJob<State>: Sendable {
  package let body: @Sendable (inout State) -> Void

  package init(_ body: @escaping @Sendable (inout State) -> Void) {
    self.body = body
  }
}

extension SerialWorker where Job == WorkerJob<State> {
  /// A worker whose jobs are closures, each run for itself.
  package convenience init(label: String, state: sending State) {
    self.init(label: label, state: state) { round, state in
      for job in round { job.body(&state) }
    }
  }

  /// Runs `body` on the worker and returns what it returns.
  ///
  /// - Throws: what the body throws, or ``SubmitError`` as an error of SQLite: `.cancelled`,
  ///   `.closed` or, if too many wait, `.busy`.
  package func run<Value: Sendable, E: SQLiteFailure>(
    _ body: @escaping @Sendable (inout State) throws(E) -> Value
  ) async throws(E) -> Value {
    let result: Result<Value, E>
    do throws(SubmitError) {
      result = try await submit { (reply: Reply<Result<Value, E>>) in
        WorkerJob { state in
          do throws(E) {
            reply.resume(.success(try body(&state)))
          } catch {
            reply.resume(.failure(error))
          }
        }
      }
    } catch {
      throw E(SQLiteError(error))
    }
    return try result.get()
  }
}

extension SQLiteError {
  package init(_ error: SubmitError) {
    switch error {
    case .cancelled: self.init(.cancelled, code: .interrupt)
    case .closed: self.init(.closed, code: .misuse)
    case .full: self.init(.busy(waited: .zero), code: .busy)
    }
  }
}
