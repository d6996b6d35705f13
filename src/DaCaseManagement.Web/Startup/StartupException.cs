namespace DaCaseManagement.Web.Startup;

/// <summary>The app cannot start, and one line says why and what to do.</summary>
public sealed class StartupException(string line) : Exception(line);
