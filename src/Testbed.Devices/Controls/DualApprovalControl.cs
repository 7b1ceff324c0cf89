using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>dual-approval</c>: a command that needs two people waits until the second one repeats it behind <c>CONFIRM</c>, and lapses when nobody does. Asked for,
/// confirmed, refused, lapsed: each is recorded with who it was. What waits is lost with the device's process. Disarmed: commands take effect at once.
/// </summary>
internal sealed class DualApprovalControl(DeviceContext device, AuditControl audit, AccountsControl accounts) : AssetControl<DualApprovalConfig>(device)
{
    private const int MaxWaiting = 16;
    private readonly SortedDictionary<string, Request> _waiting = new(StringComparer.Ordinal);

    /// <summary>What waits, with who asked for it.</summary>
    public IEnumerable<string> Waiting => _waiting.Select(w => $"{w.Key} by {w.Value.By.Account}");

    public bool IsNeeded(string point) => Armed is { } config && config.Points.Contains(point);

    public bool IsNeeded(ApprovedOperation operation) => Armed is { } config && config.Operations.Contains(operation);

    /// <summary>Keeps a command until it is confirmed; asked for again it waits no longer than before.</summary>
    /// <param name="command">The whole command as the second person has to repeat it.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="effect">Does it.</param>
    public ConsoleAnswer Hold(string command, Origin by, Func<Task<ConsoleAnswer>> effect)
    {
        Note(LedgerAction.Blocked, "awaits-confirmation", by, command);
        if (by.Account.Length == 0)
        {
            return ConsoleAnswer.LogOnFirst;
        }

        if (!_waiting.ContainsKey(command))
        {
            if (_waiting.Count >= MaxWaiting)
            {
                return ConsoleAnswer.BadArgument("too many commands wait");
            }

            var request = new Request(by, effect);
            request.Timer = Device.Environment.Clock.CreateTimer(_ => Lapse(command, request), null, Armed!.Within, Timeout.InfiniteTimeSpan);
            _waiting.Add(command, request);
            Record("approval-asked", true, by, command);
        }

        return ConsoleAnswer.Of(ConsoleReply.Awaits, $"awaits confirmation: {command}");
    }

    /// <summary>Somebody confirms a command; its effect's answer, or why not.</summary>
    public Task<ConsoleAnswer> ConfirmAsync(string command, Origin by)
    {
        if (RefusalOf(command, by, out var request) is { } rule)
        {
            Note(LedgerAction.Blocked, rule, by, command);
            Record("confirmation", false, by, $"{command}: {rule}");
            return Task.FromResult(ConsoleAnswer.Of(550, rule.Replace('-', ' ')));
        }

        Remove(command);
        Note(LedgerAction.Recorded, "confirmed", by, command);
        Record("confirmation", true, by, $"{command} by {request!.By.Account}");
        return request.Effect();
    }

    /// <summary>Somebody who may confirm a command, or who asked for it, says no.</summary>
    public ConsoleAnswer Refuse(string command, Origin by)
    {
        if (!_waiting.TryGetValue(command, out var request) || (request.By.Account != by.Account && Armed?.Approvers.Contains(by.Account) != true))
        {
            return ConsoleAnswer.NotPermitted;
        }

        Remove(command);
        Record("approval-refused", true, by, $"{command} by {request.By.Account}");
        return ConsoleAnswer.Ok($"refused: {command}");
    }

    /// <summary>Nothing waits any more.</summary>
    public void Clear()
    {
        foreach (var command in _waiting.Keys.ToArray())
        {
            Remove(command);
        }
    }

    private string? RefusalOf(string command, Origin by, out Request? request)
    {
        request = null;
        if (Armed is not { } config || !_waiting.TryGetValue(command, out request))
        {
            return "no-such-command-waits";
        }

        return request.By.Account == by.Account ? "same-person"
            : !config.Approvers.Contains(by.Account) ? "not-an-approver"
            : config.OtherStation && request.By.Peer == by.Peer ? "same-station"
            : accounts.Find(request.By.Account)?.IsEnabled == false ? "asked-for-by-a-disabled-account"
            : null;
    }

    private void Lapse(string command, Request request)
    {
        if (_waiting.GetValueOrDefault(command) == request)
        {
            Remove(command);
            Note(LedgerAction.Blocked, "lapsed", request.By, command);
            Record("approval-lapsed", false, request.By, command);
        }
    }

    private void Remove(string command)
    {
        if (_waiting.Remove(command, out var request))
        {
            request.Timer?.Dispose();
        }
    }

    private void Record(string type, bool success, Origin by, string detail) => audit.Record(AuditCategories.ControlSystem, type, success, by, detail);

    private sealed class Request(Origin by, Func<Task<ConsoleAnswer>> effect)
    {
        public Origin By => by;

        public Func<Task<ConsoleAnswer>> Effect => effect;

        public ITimer? Timer { get; set; }
    }
}
