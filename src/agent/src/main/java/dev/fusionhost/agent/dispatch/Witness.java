package dev.fusionhost.agent.dispatch;

import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.util.List;

/// Is told of each call, and has no say in it. Must return soon, and not throw.
public interface Witness {
    /// Looks away.
    Witness NONE =
            new Witness() {
                @Override
                public void began(Call call) {}

                @Override
                public void answered(Call call, Result result, List<String> paths) {}
            };

    /// A call that may change something is about to run.
    void began(Call call);

    /// A call has its answer, which is about to be sent.
    ///
    /// @param paths what its tool has asked for, be it inside the roots or refused
    void answered(Call call, Result result, List<String> paths);
}
