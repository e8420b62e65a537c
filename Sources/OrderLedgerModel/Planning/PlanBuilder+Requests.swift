extension PlanBuilder {
  /// Holds the units of a request.
  mutating func request(_ request: CancellationRequest) {
    record(.request(request))
    let sequence = context.sequence
    update { order in
      order.requests.append(RequestState(request: request, sequence: sequence))
    }
  }

  /// Ends a request: its units are no longer held.
  mutating func answer(_ request: RequestState, _ status: RequestStatus) {
    record(
      .answer(
        RequestAnswer(number: request.request.number, cancellation: request.id, status: status)))
    let sequence = context.sequence
    update { order in
      order.requests[request.request.number].status = status
      order.requests[request.request.number].closedBy = sequence
    }
  }

  /// Records what was not answered in time, so that its units are free in the state too.
  mutating func lapseRequests() {
    guard let order, !order.requests.isEmpty else { return }
    let time = context.time(of: command)
    for request in order.requests where request.status == .open && !request.isHolding(at: time) {
      answer(request, .expired)
    }
  }
}

extension PlanContext {
  /// When a command takes effect: as it says, or when it is recorded.
  func time(of command: Command) -> Timestamp { command.at ?? recordedAt }
}
