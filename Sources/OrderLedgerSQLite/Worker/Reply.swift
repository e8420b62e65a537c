/// Why a job never ran. Nothing was read or written.
package enum SubmitError: Error, Equatable {
  /// The task was cancelled while its job still waited.
  case cancelled
  /// The worker is closed.
  case closed
  /// As many jobs wait as the worker allows.
  case full
}

/// The other end of a submitted job: whoever processes the job answers exactly once.
package struct Reply<Value: Sendable>: Sendable {
  let continuation: CheckedContinuation<Result<Value, SubmitError>, Never>

  package func resume(_ value: Value) {
    continuation.resume(returning: .success(value))
  }

  func discard(_ error: SubmitError) {
    continuation.resume(returning: .failure(error))
  }
}
