namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>roles</c>.</summary>
internal sealed class RolesBinder : ControlBinder<RolesConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var permissions = r.Required("permissions", Types.Dictionary(
            Types.Word<AccountRole>("role"), Types.List(Types.OneOf("permission", RolesConfig.AllPermissions))),
            "permissions by role; a role left out may do nothing");
        return h => new RolesConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Permissions = permissions,
        };
    }
}
