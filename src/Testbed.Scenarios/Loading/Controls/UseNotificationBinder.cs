namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>use-notification</c>.</summary>
internal sealed class UseNotificationBinder : ControlBinder<UseNotificationConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var text = r.Required("text", Types.Text, "the text shown before log-on");
        return h => new UseNotificationConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Text = text,
        };
    }
}
